'use strict';

/**
 * Sets the clock of this realm on by so many milliseconds; timers go on as ever. A child process does it when it is loaded with this
 * file and CLOCK_AHEAD_MS is set.
 */
function moveClock(aheadMs) {
	const RealDate = globalThis.Date;
	// Taken once: libraries write `Date.now = Date.now`, which would make this one call itself.
	const realNow = RealDate.now;
	const now = () => realNow() + aheadMs;
	const MovedDate = new Proxy(RealDate, {
		construct: (target, given, newTarget) =>
			Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
		apply: () => new RealDate(now()).toString(),
		get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
	});
	RealDate.prototype.constructor = MovedDate;
	globalThis.Date = MovedDate;
	return () => {
		RealDate.prototype.constructor = RealDate;
		globalThis.Date = RealDate;
	};
}

const { CLOCK_AHEAD_MS } = process.env;
if (CLOCK_AHEAD_MS !== undefined && CLOCK_AHEAD_MS !== '') moveClock(Number(CLOCK_AHEAD_MS));

module.exports = { moveClock };
