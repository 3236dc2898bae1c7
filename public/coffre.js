// The second copy of the sealed journal: files in the origin's private file system. Only a worker may open them for
// synchronous writing, and only such a file can be flushed, so that "written" means that the disk has it.
//
// What comes here is sealed already: this worker knows names and bytes, no keys and no meaning. A question is
// { id, do, ... }; its answer is { id, value } or { id, error: { name, message } }.

const open = new Map(); // name of a file → its access handle, kept until the page lets go
let folder;
let last = Promise.resolve();

async function place(path) {
  let here = await navigator.storage.getDirectory();
  for (const part of path) here = await here.getDirectoryHandle(part, { create: true });
  return here;
}

async function handle(name) {
  const known = open.get(name);
  if (known) return known;
  const file = await folder.getFileHandle(name, { create: true });
  const fresh = await file.createSyncAccessHandle();
  open.set(name, fresh);
  return fresh;
}

function close(name) {
  open.get(name)?.close();
  open.delete(name);
}

async function exists(name) {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (error.name === "NotFoundError") return false;
    throw error;
  }
}

function writeAt(file, bytes, at) {
  const written = file.write(bytes, { at });
  if (written === bytes.byteLength) return file.flush();
  throw new DOMException(`${written} of ${bytes.byteLength} bytes written`, "QuotaExceededError");
}

const work = {
  // Names the folder; everything else comes after.
  async enter({ path }) {
    folder = await place(path);
  },
  // Adds bytes at the end of a file and returns once the disk has them. What was half written is cut off again.
  async append({ name, bytes }) {
    const file = await handle(name);
    const end = file.getSize();
    try {
      writeAt(file, bytes, end);
    } catch (error) {
      file.truncate(end);
      file.flush();
      throw error;
    }
  },
  // Puts bytes in the place of a file's content.
  async put({ name, bytes }) {
    const file = await handle(name);
    file.truncate(0);
    writeAt(file, bytes, 0);
  },
  // So many bytes of a file from a place on, fewer at its end; nothing, where there is no file.
  async read({ name, at, bytes }) {
    if (!open.has(name) && !(await exists(name))) return null;
    const file = await handle(name);
    const found = new Uint8Array(Math.max(0, Math.min(bytes, file.getSize() - at)));
    file.read(found, { at });
    return found;
  },
  async remove({ name }) {
    close(name);
    if (await exists(name)) await folder.removeEntry(name);
  },
  async names() {
    const names = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  },
  // Lets go of every file, so that another window can open them.
  async release() {
    for (const name of [...open.keys()]) close(name);
  },
  // Whether so many bytes really find room: written, read back, and removed.
  async room({ bytes }) {
    const name = "essai-de-place";
    const file = await handle(name);
    try {
      const block = crypto.getRandomValues(new Uint8Array(65_536));
      for (let at = 0; at < bytes; at += block.length) writeAt(file, block, at);
      const back = new Uint8Array(block.length);
      file.read(back, { at: Math.floor((bytes - 1) / block.length) * block.length });
      return back.every((byte, index) => byte === block[index]);
    } catch (error) {
      if (error.name === "QuotaExceededError") return false;
      throw error;
    } finally {
      close(name);
      await folder.removeEntry(name);
    }
  },
};

// One question after the other: two writes to one file never cross.
self.addEventListener("message", ({ data }) => {
  last = last.then(async () => {
    try {
      const value = await work[data.do](data);
      // Bytes are handed over, not copied.
      self.postMessage({ id: data.id, value }, value instanceof Uint8Array ? [value.buffer] : []);
    } catch (error) {
      self.postMessage({ id: data.id, error: { name: error?.name ?? "Error", message: String(error?.message ?? error) } });
    }
  });
});
