"""Mail in and out: notes from the summary of a gathering, and the summary from notes."""
