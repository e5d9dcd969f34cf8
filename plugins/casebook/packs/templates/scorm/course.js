// The pages of a course, its self-test, and what an LMS is told of them by SCORM 1.2 or 2004. With no LMS all of it works, and
// nothing is recorded. See casebook/packs/scorm.py.
(() => {
  "use strict";

  const LIMIT = 4096; // characters of suspend data that SCORM 1.2 promises; 2004 promises more
  const SHORT = 250; // characters of an answer in SCORM 1.2
  const NAMES = {
    1.2: {
      api: "API", begin: "LMSInitialize", get: "LMSGetValue", set: "LMSSetValue", save: "LMSCommit", end: "LMSFinish",
      location: "cmi.core.lesson_location", time: "cmi.core.session_time", score: "cmi.core.score", exit: "cmi.core.exit",
    },
    2004: {
      api: "API_1484_11", begin: "Initialize", get: "GetValue", set: "SetValue", save: "Commit", end: "Terminate",
      location: "cmi.location", time: "cmi.session_time", score: "cmi.score", exit: "cmi.exit",
    },
  };

  const version = document.documentElement.dataset.scorm;
  const names = NAMES[version];
  const isOld = version === "1.2";
  const test = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(window.CASEBOOK_ANSWERS), (c) => c.charCodeAt(0))));
  const pages = [...document.querySelectorAll(".page")];
  const links = [...document.querySelectorAll("nav a")];
  const fields = test.items.map((_, at) => document.getElementById(`q-${at + 1}`));
  const isScored = test.items.some((item) => item.right);
  const find = (id) => document.getElementById(id);
  const began = Date.now();
  const state = { here: 0, seen: pages.map(() => false), best: -1, handed: false };

  // ---- the LMS

  const lms = findApi(window) || findApi(window.opener);
  let isOpen = lms !== null && call("begin", "") === "true";

  function findApi(from) {
    try {
      for (let at = from, up = 0; at && up < 10; at = at.parent, up++) {
        if (at[names.api]) return at[names.api];
        if (at.parent === at) break;
      }
    } catch {
      // A window of another origin: no LMS that we could talk to.
    }
    return null;
  }

  function call(name, ...given) {
    return String(lms[names[name]](...given));
  }

  const get = (key) => call("get", key);
  const set = (key, value) => call("set", key, String(value));

  function save() {
    if (!isOpen) return;
    set(names.location, pages[state.here].id);
    set("cmi.suspend_data", packed());
    set(names.time, spent());
    const isDone = test.items.length ? state.handed : state.seen.every(Boolean);
    const done = isDone ? "completed" : "incomplete";
    const passed = state.best >= test.pass ? "passed" : "failed";
    if (isOld) {
      set("cmi.core.lesson_status", state.best < 0 ? done : passed);
    } else {
      set("cmi.completion_status", done);
      set("cmi.progress_measure", (state.seen.filter(Boolean).length / pages.length).toFixed(4));
      set("cmi.success_status", state.best < 0 ? "unknown" : passed);
    }
    if (state.best >= 0) {
      set(`${names.score}.min`, 0);
      set(`${names.score}.max`, 100);
      set(`${names.score}.raw`, state.best);
      if (!isOld) set("cmi.score.scaled", state.best / 100);
    }
    call("save", "");
  }

  function end() {
    if (!isOpen) return;
    save();
    set(names.exit, "suspend");
    call("end", "");
    isOpen = false;
  }

  function spent() {
    const seconds = Math.round((Date.now() - began) / 1000);
    if (!isOld) return `PT${seconds}S`;
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.00`;
  }

  // ---- what is kept: page | pages seen, four to a hex digit | best score | handed in | answers

  function packed() {
    const held = fields.map(answer).map((one) => one.replaceAll("|", "｜"));
    for (;;) {
      const text = [pages[state.here].id, hex(state.seen), state.best, Number(state.handed), ...held].join("|");
      const longest = held.reduce((most, one, at) => (one.length > held[most].length ? at : most), 0);
      if (text.length <= LIMIT) return text;
      if (!held.length || held[longest].length <= 8) return text.slice(0, LIMIT);
      held[longest] = ""; // whole answers go, the longest first, before any choice is lost
    }
  }

  function unpack(text) {
    const [here, seen, best, handed, ...answers] = text.split("|");
    state.seen = pages.map((_, at) => Boolean((parseInt(seen[at >> 2], 16) >> (at & 3)) & 1));
    state.best = Number(best);
    state.handed = handed === "1";
    answers.forEach((one, at) => fields[at] && fill(fields[at], one));
    return here;
  }

  function hex(flags) {
    let text = "";
    for (let at = 0; at < flags.length; at += 4) {
      text += flags.slice(at, at + 4).reduce((sum, flag, bit) => sum + (Number(flag) << bit), 0).toString(16);
    }
    return text;
  }

  // ---- pages

  function show(at, isTurned) {
    state.here = at;
    state.seen[at] = true;
    pages.forEach((page, no) => page.classList.toggle("here", no === at));
    links.forEach((link, no) => {
      link.toggleAttribute("data-seen", state.seen[no]);
      if (no === at) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    find("where").textContent = `${at + 1} / ${pages.length}`;
    find("back").disabled = at === 0;
    find("next").disabled = at === pages.length - 1;
    if (isTurned) {
      window.scrollTo(0, 0);
      pages[at].querySelector("h1").focus({ preventScroll: true });
    }
    save();
  }

  function follow() {
    const target = find(decodeURIComponent(location.hash.slice(1)));
    const at = target ? pages.indexOf(target.closest(".page")) : -1;
    if (at < 0) return;
    if (at !== state.here) show(at, true);
    if (target !== pages[at]) target.scrollIntoView();
  }

  const turn = (by) => show(state.here + by, true);

  // ---- the self-test

  function answer(field) {
    const text = field.querySelector("textarea");
    if (text) return text.value.trim();
    return [...field.querySelectorAll("input:checked")].map((input) => input.value).join("");
  }

  function fill(field, given) {
    const text = field.querySelector("textarea");
    if (text) text.value = given;
    for (const input of field.querySelectorAll("input")) input.checked = given.includes(input.value);
  }

  // Of several right choices each gives its share, a wrong one takes all.
  function share(item, given) {
    if (item.type !== "multiple") return Number(given === item.right);
    return [...given].every((one) => item.right.includes(one)) ? given.length / item.right.length : 0;
  }

  function mark() {
    let sum = 0;
    test.items.forEach((item, at) => {
      const got = item.right ? share(item, answer(fields[at])) : 0;
      sum += got;
      explain(item, fields[at], got);
    });
    return Math.round((100 * sum) / test.items.filter((item) => item.right).length);
  }

  function explain(item, field, got) {
    const room = field.querySelector(".answer");
    const right = [...field.querySelectorAll("label")].filter((_, at) => item.right.includes("abcdefgh"[at]));
    const verdict = item.right ? (got === 1 ? "✓ 答对了" : got ? "部分答对" : "✗ 没有答对") : "";
    const names = right.map((label) => label.textContent).join("；");
    const told = [verdict, ...(names && got < 1 ? [`正确答案：${names}`] : []), ...item.feedback];
    room.replaceChildren(...told.filter(Boolean).map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    room.hidden = false;
    field.dataset.verdict = item.right ? (got === 1 ? "right" : "wrong") : "open";
  }

  function result(score) {
    const best = state.best > score ? `，最高 ${state.best} 分` : "";
    const told = score >= test.pass ? "，及格" : "，没有及格，可以改了再交";
    find("result").textContent = isScored ? `得 ${score} 分${told}${best}。答案和解析在每题下面。` : "已交卷，参考答案在每题下面。";
  }

  let warned = "";

  function handIn(event) {
    event.preventDefault();
    const left = fields.flatMap((field, at) => (answer(field) ? [] : [at + 1])).join("、");
    if (left && left !== warned) {
      warned = left;
      find("result").textContent = `第 ${left} 题还没有做。要这样交卷，请再按一次。`;
      return;
    }
    const score = mark();
    state.handed = true;
    if (isScored) state.best = Math.max(state.best, score);
    result(score);
    tell();
    save();
  }

  function tell() {
    if (!isOpen) return;
    let no = Number(get("cmi.interactions._count")) || 0;
    test.items.forEach((item, at) => {
      const given = answer(fields[at]);
      const key = `cmi.interactions.${no++}`;
      const got = item.right ? share(item, given) : 0;
      set(`${key}.id`, item.id);
      set(`${key}.type`, kindOf(item));
      if (isOld) set(`${key}.time`, new Date().toTimeString().slice(0, 8));
      else set(`${key}.timestamp`, `${new Date().toISOString().slice(0, 22)}Z`); // a zone only behind hundredths
      if (item.right) set(`${key}.correct_responses.0.pattern`, pattern(item, item.right));
      if (given) set(`${key}.${isOld ? "student" : "learner"}_response`, pattern(item, given));
      set(`${key}.result`, !item.right ? "neutral" : got === 1 ? "correct" : isOld ? "wrong" : "incorrect");
      if (!isOld) set(`${key}.description`, item.stem.slice(0, SHORT));
    });
  }

  function kindOf(item) {
    if (item.type === "judge") return "true-false";
    if (item.type === "short") return isOld ? "fill-in" : "long-fill-in";
    return "choice";
  }

  function pattern(item, given) {
    if (item.type === "judge") return isOld ? (given === "a" ? "t" : "f") : String(given === "a");
    if (item.type === "short") return isOld ? given.slice(0, SHORT) : given;
    return [...given].join(isOld ? "," : "[,]");
  }

  // ---- begin

  document.documentElement.classList.add("live");
  document.querySelector(".turn").hidden = false;
  for (const page of pages) page.querySelector("h1").tabIndex = -1;
  find("record").textContent = isOpen ? "已连上学习平台，进度和成绩会记下来。" : "没有连上学习平台：可以照常学习和自测，但什么都不会记录。";
  find("back").addEventListener("click", () => turn(-1));
  find("next").addEventListener("click", () => turn(1));
  find("test")?.addEventListener("submit", handIn);
  window.addEventListener("hashchange", follow);
  window.addEventListener("pagehide", end);
  window.addEventListener("beforeunload", end);

  const kept = isOpen ? get("cmi.suspend_data") : "";
  const place = kept ? unpack(kept) : "";
  show(Math.max(0, pages.findIndex((page) => page.id === place)), false);
  if (state.handed) result(mark());
  if (!kept) follow();
})();
