// Lighthouse as a phone sees the site. Each line read is a visit as JSON, and is answered by a line of figures as JSON.
// Started by lighthouse.py, in the folder where npm has put the packages.

import { createInterface } from "node:readline";
import { navigation } from "lighthouse";
import { pageFunctions } from "lighthouse/core/lib/page-functions.js";
import { TraceProcessor } from "lighthouse/core/lib/tracehouse/trace-processor.js";
import { launch } from "puppeteer-core";

const FIGURES = { lcp_ms: "largest-contentful-paint", cls: "cumulative-layout-shift" };
// What says where a figure comes from.
const EXPLAINED_BY = {
  lcp_ms: ["largest-contentful-paint-element"],
  cls: ["layout-shifts"],
  tbt_ms: ["long-tasks"],
};

// The phone's speed by Lighthouse's own index, where 800 is a good telephone and 125 a cheap one.
const PHONE = 600;
const SLOWDOWN = 4; // Lighthouse's own, for what is counted by the processor's clock
const BLOCKS_FROM = 50; // milliseconds of one task, as in Lighthouse's total blocking time

const [chromium, ...flags] = process.argv.slice(2);
const browser = await launch({ executablePath: chromium, args: flags });
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await measure(JSON.parse(line))));
}
await browser.close();

/**
 * {url, form, categories, skip}: `form` is HTML whose button leads to the page, `categories` are those of Lighthouse that
 * are measured, performance among them, and `skip` names audits that do not apply.
 */
async function measure({ url, form, categories, skip }) {
  const page = await browser.newPage();
  try {
    const cpuSlowdownMultiplier = await slowdown(page);
    if (form) await page.setContent(form);
    const { lhr, artifacts } = await navigation(page, form ? () => page.click("button") : url, {
      flags: {
        onlyCategories: categories,
        skipAudits: skip,
        ignoreStatusCode: true, // the pages for errors are measured as well
        disableFullPageScreenshot: true,
        throttling: { cpuSlowdownMultiplier },
        logLevel: "error",
      },
    });
    if (lhr.runtimeError) return { error: lhr.runtimeError.message };
    return { ...figures(lhr), tbt_ms: blockingTime(artifacts.Trace ?? artifacts.traces.defaultPass) };
  } catch (error) {
    return { error: String(error) };
  } finally {
    await page.close();
  }
}

/** By how much this machine is to be slowed to be that phone; less while it is busy with other things. */
async function slowdown(page) {
  return Math.max(1, (await page.evaluate(pageFunctions.computeBenchmarkIndex)) / PHONE);
}

/**
 * Total blocking time after the first paint, in milliseconds. Lighthouse counts it by the clock on the wall, and finds some
 * in an empty page when the machine is busy; the processor's time of a task is the same however long it waited for its turn.
 */
function blockingTime(trace) {
  const processed = TraceProcessor.processTrace(trace);
  const { firstContentfulPaint } = TraceProcessor.processNavigation(processed).timestamps;
  return processed.mainThreadEvents
    .filter((event) => TraceProcessor.isScheduleableTask(event) && event.ts >= firstContentfulPaint)
    .map((event) => ((event.tdur ?? event.dur ?? 0) / 1000) * SLOWDOWN)
    .reduce((sum, task) => sum + Math.max(0, task - BLOCKS_FROM), 0);
}

function figures({ categories, audits }) {
  const names = Object.keys(categories);
  const scores = names.map((name) => [name.replace("-", "_"), Math.round(categories[name].score * 100)]);
  const values = Object.entries(FIGURES).map(([name, id]) => [name, audits[id].numericValue]);
  const details = names.map((name) => [name.replace("-", "_"), failed(categories[name], audits)]);
  const causes = Object.entries(EXPLAINED_BY).map(([name, ids]) => [name, ids.flatMap((id) => places(audits[id]))]);
  return { ...Object.fromEntries([...scores, ...values]), details: Object.fromEntries([...details, ...causes]) };
}

/** What cost the category its points. */
function failed({ auditRefs }, audits) {
  return auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id]?.score !== null && audits[id]?.score < 1)
    .map(({ id }) => [id, audits[id].displayValue, ...places(audits[id])].filter(Boolean).join(" "));
}

/** Where an audit found something: selectors, addresses or messages. */
function places(audit) {
  const rows = (audit?.details?.items ?? []).flatMap((item) => item.items ?? [item]);
  return rows.map((item) => item.node?.selector ?? item.description ?? item.url).filter(Boolean);
}
