/* Search: finds titles in the list on the page, and words in texts by Pagefind's index where that can be loaded.
 *
 * A classic script: browsers load no module from a disk. Nothing is kept, and nothing is sent anywhere.
 */
(() => {
  "use strict";

  /* Folding: what readers type, as texts are indexed. The rules and tables are those of sitegen/search/folding.py,
     and a test compares them. */
  const LETTERS =
    "ıi ßss æae œoe øo łl đd ðd þth ħh ёе ςσ " +
    "ىي یي ېي ۍي کك ڪك ہه ھه ەه ةه ۃه ںن ٱا " +
    "٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9";
  const OWN = { ar: "", fa: "يی كک", "": "يی كک هہ" };
  const SPELT = { de: "äae öoe üue" };
  const DROPPED = /[\u00ad\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const ACCENTS = /([a-zα-ω])[\u0300-\u036f]+/g;

  const table = (pairs) => new Map(pairs.split(" ").filter(Boolean).map((pair) => [pair[0], pair.slice(1)]));
  const put = (letters, text) => Array.from(text, (letter) => letters.get(letter) ?? letter).join("");
  const letters = table(LETTERS);

  const fold = (text, language) => {
    const plain = text.normalize("NFKC").toLowerCase().normalize("NFD");
    const bare = plain.replace(ACCENTS, "$1").replace(DROPPED, "").normalize("NFC");
    return put(table(OWN[language.split("-")[0]] ?? OWN[""]), put(letters, bare));
  };

  const variants = (text, language) => {
    const spelt = put(table(SPELT[language.split("-")[0]] ?? ""), text.normalize("NFC").toLowerCase());
    return [...new Set([fold(text, language), fold(spelt, language)])];
  };

  window.sitegenSearch = { fold, variants };

  const form = document.getElementById("search");
  if (!form) return;

  /* How long to wait for the next letter, how many texts are shown, and where what no reader sees begins. */
  const PAUSE = 120;
  const MOST = 30;
  const UNSEEN = "\u241e";

  const language = document.documentElement.lang;
  const input = form.elements.q;
  const state = document.getElementById("search-state");
  const results = document.getElementById("search-results");
  const list = results.querySelector("ol");
  const all = document.getElementById("search-all");
  const words = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  const entries = Array.from(all.querySelectorAll("li"), (row) => ({
    row,
    address: row.querySelector("a").href,
    title: variants(row.querySelector("a").textContent, language),
    text: variants(row.textContent, language).join(" "),
  }));

  /* How well an entry fits: its title begins with the words, has them, or they stand beside it; 0 if it does not. */
  const fit = (entry, query, wanted) => {
    if (entry.title.some((title) => title.startsWith(query))) return 3;
    if (wanted.every((word) => entry.title.some((title) => title.includes(word)))) return 2;
    return wanted.every((word) => entry.text.includes(word)) ? 1 : 0;
  };

  const titled = (query) => {
    const folded = fold(query, language).trim();
    const wanted = words(folded);
    if (!wanted.length) return [];
    const found = entries.map((entry) => [fit(entry, folded, wanted), entry]).filter(([rank]) => rank);
    return found.sort((one, other) => other[0] - one[0]).map(([, entry]) => entry);
  };

  /* The index, loaded when somebody begins to type; without one, nothing. */
  let loading;
  const load = async () => {
    if (!form.dataset.index || location.protocol === "file:") return null;
    try {
      const pagefind = await import(new URL("pagefind.js", new URL(form.dataset.index, location.href)));
      await pagefind.options({ excerptLength: 24 });
      await pagefind.init();
      return pagefind;
    } catch {
      return null;
    }
  };
  const index = () => (loading ??= load());

  /* What the index finds as it was typed, then what it finds folded: entries with a part of their text. */
  const indexed = async (query) => {
    const pagefind = await index();
    if (!pagefind) return null;
    const root = new URL("../../", new URL(form.dataset.index, location.href));
    const known = new Map(entries.map((entry) => [entry.address, entry]));
    const found = new Map();
    try {
      for (const asked of new Set([query.toLowerCase(), fold(query, language)])) {
        const { results: pages } = await pagefind.search(asked);
        for (const page of pages.slice(0, MOST)) if (!found.has(page.id)) found.set(page.id, page);
      }
      const data = await Promise.all(Array.from(found.values(), (page) => page.data()));
      return data.flatMap((page) => {
        const entry = known.get(new URL(page.raw_url.replace(/^\//, ""), root).href);
        return entry ? [{ ...entry, excerpt: excerpt(page) }] : [];
      });
    } catch {
      return null;
    }
  };

  /* The part of a text that is shown, if readers can see it on its page. */
  const excerpt = (page) => {
    const shown = page.plain_excerpt.trim();
    const end = page.content.indexOf(UNSEEN);
    return shown.includes(UNSEEN) || (end >= 0 && page.content.indexOf(shown) > end) ? "" : page.excerpt;
  };

  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
  const line = (text) => {
    const made = document.createElement("p");
    made.className = "excerpt";
    text.split(/<\/?mark>/).forEach((part, number) => {
      const node = number % 2 ? document.createElement("mark") : document.createElement("span");
      node.textContent = part.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity]);
      made.append(number % 2 ? node : node.textContent);
    });
    return made;
  };

  /* What was shown is shown anew when the index answers: whoever is on a result stays on it. */
  const show = (found) => {
    const at = list.contains(document.activeElement) ? document.activeElement.href : "";
    list.replaceChildren(
      ...found.slice(0, MOST).map((entry) => {
        const row = entry.row.cloneNode(true);
        if (entry.excerpt) row.append(line(entry.excerpt));
        return row;
      }),
    );
    results.hidden = !found.length;
    all.hidden = found.length > 0;
    if (at) [...list.querySelectorAll("li > a")].find((link) => link.href === at)?.focus();
  };

  const digits = Array.from(form.dataset.digits);
  const say = (count, whole) => {
    const number = String(count).replace(/\d/g, (digit) => digits[digit]);
    const told = count ? form.dataset.found.replace("#", number) : form.dataset.none;
    state.textContent = whole ? told : `${told} ${form.dataset.titles}`;
  };

  const unite = (first, second) => {
    const found = new Map(first.map((entry) => [entry.address, entry]));
    for (const entry of second) found.set(entry.address, entry);
    return [...found.values()];
  };

  let turn = 0;
  const search = async () => {
    const own = ++turn;
    const query = input.value.trim();
    remember(query);
    if (!words(query).length) {
      show([]);
      state.textContent = "";
      return;
    }
    const first = titled(query);
    show(first);
    const more = await indexed(query);
    if (own !== turn) return;
    const found = unite(first, more ?? []);
    show(found);
    say(found.length, more !== null);
  };

  /* The words stand in the address, so that a search can be kept and shared. Some browsers refuse that on a disk. */
  const remember = (query) => {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    try {
      history.replaceState(null, "", address);
    } catch {
      /* It stays as it is. */
    }
  };

  let waiting;
  input.addEventListener("focus", index, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });

  /* Arrow keys go from the words to what was found and through it; with the first key back up. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll("li > a")];
    const at = links.indexOf(document.activeElement);
    if (results.hidden || (at < 0 && document.activeElement !== input)) return;
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (next < -1 || next >= links.length) return;
    event.preventDefault();
    (next < 0 ? input : links[next]).focus();
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked.slice(0, input.maxLength);
    search();
  }
})();
