// A clock that runs fifty times as fast, so that pauses which the clinic asks for ("wait until …") pass quickly too.
// HTTP libraries keep real time: a request gets as long as it needs.
const FASTER = 50;
const realNow = Date.now;
const began = realNow();

globalThis.quickTime = { FASTER, realNow };
Date.now = () => Math.round(began + (realNow() - began) * FASTER);
