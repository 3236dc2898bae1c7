// Figures for the table that `cargo dev test` prints at its end. Times never fail a test: machines differ.

import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Adds a figure to the list in `$RELAIS_MEASURES`; without it, only prints. What is only compared has no budget. */
export function record(name, value, unit, budget = null) {
  console.log(`${name}: ${value.toFixed(1)} ${unit}${budget === null ? "" : ` (budget ${budget} ${unit})`}`);
  const file = process.env.RELAIS_MEASURES;
  if (!file) return;
  const measures = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  writeFileSync(file, JSON.stringify([...measures, { name, value, unit, budget }]));
}

/** The value below which a share of the values lies (0.5: the median). */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Makes the page's processor slower by a factor, as a cheap phone's is. */
export async function slowDown(page, rate) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
}

/**
 * Milliseconds from a touch of this button until the page shows `text` within what `selector` finds. The page is asked
 * after each of its changes.
 */
export const timeTo = (button, selector, text = "") =>
  button.evaluate(
    (button, [selector, text]) =>
      new Promise((resolve) => {
        const tapped = performance.now();
        const watch = new MutationObserver(() => {
          if (!document.querySelector(selector)?.textContent.includes(text)) return;
          watch.disconnect();
          resolve(performance.now() - tapped);
        });
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
        button.click();
      }),
    [selector, text],
  );
