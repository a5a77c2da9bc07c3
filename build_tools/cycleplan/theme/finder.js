// Searches the newest cycles, and all volumes of the index where nothing is found there, an older cycle is named, or somebody asks.
import { mergeIndex, options, search as searchIndex } from "./pagefind.js";

// A volume is too small to be worth a thread of its own, whose program would be loaded, too.
const wanted = { noWorker: true, ranking: { metaWeights: { names: 99, typed: 0 } } };

export const search = async (words, filters) => {
  await options(wanted);
  const seen = new Set();
  const isNew = ({ id }) => !seen.has(id) && seen.add(id);
  const rank = ({ typed, age }) => typed.split("\n").includes(words.toLowerCase()) * age;
  const data = async result => {
    const found = await result.data();
    return { ...found, rank: rank(found.meta), excerpt: found.excerpt.replace(/&lt;/g, "<").replace(/&gt;/g, ">") };
  };
  const unseen = async () => {
    const { results } = await searchIndex(words, { filters });
    return results.filter(isNew).map(result => ({ data: () => data(result) }));
  };
  const older = async () => {
    const { ranking } = wanted;
    await Promise.all(volumes.splice(0).map(name => mergeIndex(new URL(`${name}/`, import.meta.url).pathname, { ranking })));
    return { results: await unseen() };
  };
  if (!volumes[0]) return { results: await unseen() };
  // An id may be one of any cycle, and looks like one.
  const results = filters.cycle || /^\S*[\d/#]\S*$/.test(words) ? [] : await unseen();
  return results[0] ? { results, older } : older();
};
