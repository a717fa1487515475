// Numbers, times and names, for people.

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
