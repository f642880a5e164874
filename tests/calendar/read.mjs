// Reads each calendar of the given files with the parser of Thunderbird, in strict mode, and prints what a person would
// see, one JSON line a file. It fails when a calendar breaks a rule of RFC 5545 or RFC 5546.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

const once = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "ORGANIZER", "STATUS"];
const fail = (file, why) => {
  console.error(`${file}: ${why}`);
  process.exit(1);
};

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  if (/[^\r]\n/.test(text)) fail(file, "a line does not end in CRLF");
  const long = text.split("\r\n").find((line) => Buffer.byteLength(line) > 75);
  if (long) fail(file, `a line has more than 75 octets: ${long}`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (calendar.name !== "vcalendar") fail(file, "no VCALENDAR");
  for (const name of ["version", "prodid", "method"]) {
    if (calendar.getAllProperties(name).length !== 1) fail(file, `${name} is not there once`);
  }
  const method = calendar.getFirstPropertyValue("method");
  const zones = calendar.getAllSubcomponents("vtimezone");
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  const known = new Set(zones.map((zone) => zone.getFirstPropertyValue("tzid")));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    for (const name of once) {
      if (component.getAllProperties(name.toLowerCase()).length !== 1) fail(file, `${name} is not there once`);
    }
    const attendees = component.getAllProperties("attendee");
    if (method === "PUBLISH" && attendees.length > 0) fail(file, "PUBLISH has no attendees (RFC 5546, 3.2.1)");
    if (method !== "PUBLISH" && attendees.length !== 1) fail(file, `${method} names its attendee (RFC 5546, 3.2.2)`);
    for (const name of ["dtstart", "dtend"]) {
      const zone = component.getFirstProperty(name).getParameter("tzid");
      if (zone && !known.has(zone)) fail(file, `${zone} is not defined`);
    }
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      start: new Date(event.startDate.toUnixTime() * 1000).toISOString(),
      end: new Date(event.endDate.toUnixTime() * 1000).toISOString(),
      title: event.summary,
      description: event.description,
      location: event.location,
    };
  });
  console.log(JSON.stringify({ method, name: calendar.getFirstPropertyValue("x-wr-calname"), events }));
}
