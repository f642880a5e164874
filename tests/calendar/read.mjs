// Reads calendars with the parser of Thunderbird, in strict mode, and says what a person would see. A line in is
// `{"texts": […]}`; a line out is `{"seen": […]}`, or `{"fault": …}` when a calendar breaks a rule of RFC 5545 or RFC 5546.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

ICAL.design.strict = true;

const once = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "ORGANIZER", "STATUS"];
const read = (text) => {
  const fail = (why) => {
    throw new Error(`${why}\n${text}`);
  };
  if (/[^\r]\n/.test(text)) fail("a line does not end in CRLF");
  const long = text.split("\r\n").find((line) => Buffer.byteLength(line) > 75);
  if (long) fail(`a line has more than 75 octets: ${long}`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (calendar.name !== "vcalendar") fail("no VCALENDAR");
  for (const name of ["version", "prodid", "method"]) {
    if (calendar.getAllProperties(name).length !== 1) fail(`${name} is not there once`);
  }
  const method = calendar.getFirstPropertyValue("method");
  const zones = calendar.getAllSubcomponents("vtimezone");
  // What another calendar said of a zone is not known here.
  ICAL.TimezoneService.reset();
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  const known = new Set(zones.map((zone) => zone.getFirstPropertyValue("tzid")));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    for (const name of once) {
      if (component.getAllProperties(name.toLowerCase()).length !== 1) fail(`${name} is not there once`);
    }
    const attendees = component.getAllProperties("attendee");
    if (method === "PUBLISH" && attendees.length > 0) fail("PUBLISH has no attendees (RFC 5546, 3.2.1)");
    if (method !== "PUBLISH" && attendees.length !== 1) fail(`${method} names its attendee (RFC 5546, 3.2.2)`);
    for (const name of ["dtstart", "dtend"]) {
      const zone = component.getFirstProperty(name).getParameter("tzid");
      if (zone && !known.has(zone)) fail(`${zone} is not defined`);
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
  return { method, name: calendar.getFirstPropertyValue("x-wr-calname"), events };
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { seen: JSON.parse(line).texts.map(read) };
  } catch (fault) {
    answer = { fault: fault.message };
  }
  console.log(JSON.stringify(answer));
}
