// The way to the router: requests, and the events as they come.

const token = document.querySelector("meta[name=mcoa-token]").content;
const headers = { "X-Mcoa-Token": token };
let last = 0;

async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return await answer.json();
  } catch {
    return { ok: false, error: { code: "no-server", message: "mcoa dashboard does not answer; start it again." } };
  }
}

/** One request of the console: its answer, {ok:true,result} or {ok:false,error}. */
export function request(op, members = {}) {
  last = (last + 1) % 0x7fffffff;
  return post("/api/request", { id: last, op, ...members });
}

export async function check(value) {
  const answer = await post("/api/check", { value });
  return answer.faults ? answer : null;
}

export async function schema() {
  const answer = await fetch("/api/schema", { headers });
  return answer.ok ? answer.json() : null;
}

/** Calls for each {at, event, text}, and when the server itself is gone or back. */
export async function follow(tell, served) {
  let pause = 500;
  for (;;) {
    try {
      const answer = await fetch("/api/events", { headers });
      if (!answer.ok) {
        served(answer.status === 403 ? "restarted" : "gone");
      } else {
        served("here");
        pause = 500;
        await read(answer.body.getReader(), tell);
        served("gone");
      }
    } catch {
      served("gone");
    }
    await new Promise(resolve => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, 4000);
  }
}

async function read(reader, tell) {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      if (block.startsWith("data: ")) {
        tell(JSON.parse(block.slice(6)));
      }
    }
  }
}
