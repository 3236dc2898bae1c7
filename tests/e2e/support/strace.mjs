// What a browser asks of the disk, as the kernel sees it: strace, where it is installed and may look on.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The calls by which a program asks that what it wrote be on the disk when it goes on. */
const CALLS = "fsync,fdatasync,sync_file_range,msync";

/** Whether there is an strace here. */
export const hasStrace = () => spawnSync("strace", ["-V"]).status === 0;

/**
 * Begins to look on at every process of a group, by the number of its first one. Answers with the way to end: it returns
 * every call, with the path of the file that it was about; nothing at all when the system does not let one look on.
 */
export async function watchDisk(group, folder) {
  const output = join(folder, "strace.txt");
  const pids = processesOf(group);
  const strace = spawn("strace", ["-f", "-y", "-e", `trace=${CALLS}`, "-o", output, ...pids.flatMap((pid) => ["-p", pid])]);
  const ended = new Promise((resolve) => strace.once("close", resolve));
  let said = "";
  const attached = new Promise((resolve) => {
    strace.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      // Each process is named once it is held, or as one that could not be: it may have ended meanwhile.
      if (pids.every((pid) => said.includes(`Process ${pid} attached`) || said.includes(`, ${pid})`))) resolve(true);
    });
  });
  const isHeld = await Promise.race([attached, ended.then(() => false)]);
  if (!isHeld || said.includes("not permitted")) {
    strace.kill("SIGINT");
    await ended;
    return null;
  }
  return async () => {
    strace.kill("SIGINT");
    await ended;
    return readFileSync(output, "utf8").split("\n").filter(isBegun);
  };
}

/** A call that another one interrupts stands on two lines, of which the second begins with `<...`. */
const isBegun = (line) => /^\d+ +[a-z_]+\(/.test(line);

/** The numbers of a group's processes. */
function processesOf(group) {
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && groupOf(pid) === group);
}

/** The group of a process: the third field after its name, which may itself hold blanks and brackets. */
function groupOf(pid) {
  try {
    const stat = readFileSync(join("/proc", pid, "stat"), "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
  } catch {
    return null; // It has ended meanwhile.
  }
}
