"""How much of a file is read; what is beyond is no summary of a gathering, and may be there to do harm."""

LARGEST_SOURCE = 64 << 20
"""Bytes of one text or of one message; a mailbox may be larger, since only one message of it is read."""

MOST_LINES = 1_000_000
MOST_PARTS = 1_000
"""Parts of one message, all levels together."""

DEEPEST_PART = 10
MOST_TAGS = 500_000
"""Tags of one HTML text: lexbor needs some 400 bytes for each."""

LONGEST_FIELD = 4_000
"""Bytes of a header field that are looked at."""

LONGEST_PARAMETERS = 1_000
"""Characters of a field with parameters, for which Python needs quadratic time."""
