// Makes a key out of a secret phrase: a second of hard work, so it is done here, while the screen stays alive. The page
// ends this worker afterwards, and with it the memory in which the phrase stood.
//
// The question is { id, js, wasm, phrase, salt, memory, passes }: the app's script and first part, then what the vault asks for.

import { expect, join, start } from "./suite.js";

self.addEventListener("message", async ({ data }) => {
  try {
    const app = await import(data.js);
    expect(data.wasm.replace("_bg.", "_suite."), { isNext: true });
    await start(app, data.wasm);
    await join();
    const value = app.derive_key(data.phrase, data.salt, data.memory, data.passes);
    self.postMessage({ id: data.id, value }, [value.buffer]);
  } catch (error) {
    self.postMessage({ id: data.id, error: { name: error?.name ?? "Error", message: String(error?.message ?? error) } });
  }
});
