// What is asked of every screen: axe, no scrolling sideways, targets for a thumb.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Smallest side of what is touched, in CSS pixels. */
const TARGET = 48;

/** Fails with every finding, one a line. */
export function assertNone(findings) {
  assert.ok(findings.length === 0, `${findings.length} findings:\n${findings.join("\n")}`);
}

/** What axe finds wrong on the page, one line for each rule, with its first element. */
export async function axeFindings(page, rules = RULES) {
  // Evaluated by the browser's own tools, which the page's policy does not bind.
  await page.evaluate(AXE);
  const violations = await page.evaluate(
    async (rules) => {
      // What happens to stand under a bar that does not scroll can be scrolled out of it, so the bars stand in the page
      // meanwhile.
      const isBar = (one) => ["fixed", "sticky"].includes(getComputedStyle(one).position);
      const bars = [...document.querySelectorAll("body *")].filter(isBar);
      for (const bar of bars) bar.style.position = "static";
      const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
      for (const bar of bars) bar.removeAttribute("style");
      return violations;
    },
    rules,
  );
  return violations.map(({ id, nodes }) => {
    const [first] = nodes;
    const told = [...first.any, ...first.all, ...first.none].map((check) => check.message).join(" ");
    return `${id} (${nodes.length}): ${first.target.join(" ")} ${told}`;
  });
}

/** The innermost elements that stick out of the window at the side, when the page scrolls that way. */
export const sidewaysFindings = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const sticksOut = (one) => one.getBoundingClientRect().right > width + 1 && one.checkVisibility();
    const out = [...document.querySelectorAll("body :not(svg, svg *)")].filter(sticksOut);
    const innermost = out.filter((one) => !out.some((other) => other !== one && one.contains(other)));
    return innermost.map((one) => {
      const by = Math.round(one.getBoundingClientRect().right - width);
      const name = one.textContent.trim().slice(0, 30);
      return `${one.tagName.toLowerCase()}.${one.className} "${name}" sticks out by ${by}`;
    });
  });

/**
 * The buttons, links and fields that are smaller than a thumb. A link inside a line of text is as high as its line,
 * which WCAG 2.5.8 allows; a field inside a label is touched through its label.
 */
export const smallTargets = (page) =>
  page.evaluate((least) => {
    const inText = (one) => {
      if (one.tagName !== "A" || getComputedStyle(one).display !== "inline") return false;
      const around = [...one.parentElement.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return around.some((node) => node.textContent.trim() !== "");
    };
    const touched = document.querySelectorAll("a[href], button, summary, input, select, textarea, label:has(input)");
    return [...touched]
      .filter((one) => one.checkVisibility() && !inText(one) && !one.matches("label input"))
      .map((one) => [one, one.getBoundingClientRect()])
      .filter(([, { width, height }]) => Math.round(width) < least || Math.round(height) < least)
      .map(([one, { width, height }]) => {
        const name = (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 30);
        return `${one.closest("[class]").className} "${name}" is ${Math.round(width)} × ${Math.round(height)}`;
      });
  }, TARGET);

/** What takes the focus and is then covered by something else: a bar, a word about what was just done. */
export const coveredFocus = (page) =>
  page.evaluate(() => {
    const focusable = document.querySelectorAll("main :is(a[href], button, summary, input, select, textarea)");
    const covered = [...focusable].filter((one) => {
      if (!one.checkVisibility()) return false;
      one.focus();
      const [line] = one.getClientRects();
      if (!line || line.width < 2) return false;
      const on = document.elementFromPoint(line.x + line.width / 2, line.y + Math.min(line.height, innerHeight) / 2);
      return !on || !(one.contains(on) || on.contains(one) || on.closest("label")?.contains(one));
    });
    return covered.map((one) => `"${(one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 40)}" is covered`);
  });
