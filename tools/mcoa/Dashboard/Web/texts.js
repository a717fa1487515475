// What the router says, for people.

const number = new Intl.NumberFormat("en");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export function count(value) {
  return number.format(value ?? 0);
}

export function timeOf(at) {
  return clock.format(at);
}

export function octets(value) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = value ?? 0;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size >= 100 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

export function rate(octetsPerSecond) {
  const bits = octetsPerSecond * 8;
  if (bits < 1000) {
    return `${Math.round(bits)} bit/s`;
  }
  return bits < 1e6 ? `${(bits / 1000).toFixed(bits < 1e4 ? 1 : 0)} kbit/s` : `${(bits / 1e6).toFixed(1)} Mbit/s`;
}

export function duration(seconds) {
  if (seconds === null || seconds === undefined || seconds < 0) {
    return "–";
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  }
  const days = Math.floor(whole / 86400);
  const hours = Math.floor((whole % 86400) / 3600);
  return days > 0 ? `${days} d ${hours} h` : `${hours} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function words(name) {
  return String(name ?? "").replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}

export function label(key) {
  const known = {
    bid: "Binding Identifier (BID)", apn: "Access point name (APN)", ssid: "Network name (SSID)", pin: "SIM PIN",
    spi: "Security parameter index (SPI)", mtu: "MTU",
  };
  if (known[key]) {
    return known[key];
  }
  const text = words(key).replace(/\bipv([46])\b/g, "IPv$1").replace(/ ms$/, " (ms)").replace(/ seconds$/, " (s)");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const sentences = {
  uplink: e => e.up ? `${e.uplink}: up${e.careOfAddress ? `, care-of address ${e.careOfAddress}` : ""}` : `${e.uplink}: down`,
  binding: e => `${e.uplink}: binding ${e.bid ?? ""} ${e.state}${e.status ? `, status ${e.status}` : ""}`.replace("  ", " "),
  bindingUpdate: e => `${e.deregistration ? "De-registration" : "Binding Update"} ${e.sequence} sent by ${e.uplink}`
    + (e.attempt > 1 ? `, attempt ${e.attempt}` : ""),
  bindingAcknowledgement: e => `Binding Acknowledgement ${e.sequence}, status ${e.status}`,
  path: e => e.uplink ? `Traffic takes ${e.uplink}` : "No path: traffic has nowhere to go",
  home: e => e.uplink ? `At home by ${e.uplink}` : "Away from home",
  homeAgent: e => `Home agent: ${e.address}`,
  registrationForm: e => `Registration: ${e.form}`,
  correspondentBinding: e => `${e.uplink}: ${e.registered ? "registered" : "not registered"} with correspondent ${e.correspondent}`,
  notice: e => (e.uplink ? `${e.uplink}: ` : "") + (e.text ?? e.message ?? words(e.notice)),
  configuration: e => ({
    trial: `Configuration ${e.revision} is on trial`,
    confirmed: `Configuration ${e.revision} is confirmed`,
    rolledBack: `Configuration ${e.revision} was rolled back${e.reason ? `: ${e.reason}` : ""}`,
  })[e.state] ?? `Configuration: ${e.state}`,
  log: e => e.line ?? e.text ?? "",
  line: e => ({ connected: "The line to the router is up", lost: `The line is lost: ${e.message ?? ""}` })[e.state]
    ?? "Connecting to the router",
};

export function sentence(event) {
  const write = sentences[event.event];
  return write ? write(event) : null;
}
