// The site of benchmarks/peers/eleventy.py: stories in four languages, lists of them by pages and by topics, feeds.
const anchors = require("markdown-it-anchor");
const terms = require("markdown-it-deflist");
const footnotes = require("markdown-it-footnote");
const site = require("./content/_data/site.json");

const languages = Object.keys(site.languages);
const days = new Map(languages.map((tag) => [tag, new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" })]));

// The pages of one list, newest first.
function pages(stories, more) {
  const total = Math.max(1, Math.ceil(stories.length / site.size));
  return Array.from({ length: total }, (_, index) => ({
    ...more,
    number: index + 1,
    total,
    count: stories.length,
    stories: stories.slice(index * site.size, (index + 1) * site.size),
    shown: Array.from({ length: total }, (_, at) => at + 1).filter(
      (number) => number === 1 || number === total || Math.abs(number - index - 1) <= 1,
    ),
  }));
}

module.exports = function (config) {
  config.amendLibrary("md", (library) => library.use(footnotes).use(terms).use(anchors));
  config.addPassthroughCopy({ static: "/" });
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("day", (date, tag) => days.get(tag).format(date));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(html.split(/\s+/).length / 213)));
  config.addFilter("absolute", (path) => new URL(path, site.base).href);
  config.addFilter("elsewhere", (path, tag) => `/${tag}/${path.split("/").slice(2).join("/")}`);

  // The stories of each language, newest first, and of each of its topics: sorted once in a build.
  let sorted = null;
  config.on("eleventy.before", () => {
    sorted = null;
  });
  const shelves = (api) =>
    (sorted ??= languages.map((tag) => {
      const stories = api.getFilteredByGlob(`content/${tag}/stories/*.md`).sort((one, other) => other.date - one.date);
      const topics = Object.keys(site.topics).map((topic) => ({
        topic,
        stories: stories.filter((story) => story.data.topics.includes(topic)),
      }));
      return { tag, stories, topics };
    }));

  languages.forEach((tag, at) => config.addCollection(`stories_${tag}`, (api) => shelves(api)[at].stories));
  config.addCollection("shelves", (api) => Object.fromEntries(shelves(api).map(({ tag, topics }) => [tag, topics])));
  config.addCollection("lists", (api) =>
    shelves(api).flatMap(({ tag, stories }) => pages(stories, { language: tag, path: `/${tag}/stories/` })),
  );
  config.addCollection("topicLists", (api) =>
    shelves(api).flatMap(({ tag, topics }) =>
      topics.flatMap(({ topic, stories }) =>
        pages(stories, { language: tag, topic, path: `/${tag}/topics/${topic}/` }),
      ),
    ),
  );
  return {
    dir: { input: "content", includes: "../layouts", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
};
