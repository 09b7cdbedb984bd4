import { parseArgs } from 'node:util';
import { CONTESTANTS } from './contestants.mjs';
import { SCENARIOS } from './scenarios.mjs';

export const USAGE = `npm run bench -- [options]

  --json               one line of JSON on stdout, tables on stderr; npm prints its own two lines first
                       unless it is asked not to: npm run -s bench -- --json
  --check              end with 1 also when a goal that was measured is not met
  --quick              one short round with fewer calls: whether it works, not how fast it is
  --rounds <n>         rounds, each with every contestant in fresh processes (5)
  --only <names>       scenarios: ${SCENARIOS.join(', ')}
  --contestants <names>  ${Object.keys(CONTESTANTS).join(', ')}
  --calls <n>          calls of the steady scenario (300)
  --most-calls <n>     where the search for the capacity ends (2000)
  --seconds <s>        measured time of one run (8)
  --warm <s>           time of one run before that (3)
  --retries <n>        repeats of a run during which others used the machine (2)
  --wait-quiet <s>     longest wait for a quiet machine before a run (5)
  --bridge <file>      the bundled bridge to measure (bridge/dist/bridge.js, built when it is older than its sources)
  --no-pin             leave generator and contestants on any core
  --tls-front          end TLS in a Node.js process even if the generator could
`;

const DEFAULTS = {
	rounds: 5,
	calls: 300,
	mostCalls: 2000,
	seconds: 8,
	warm: 3,
	retries: 2,
	waitQuiet: 5,
};
const QUICK = {
	rounds: 1,
	calls: 100,
	mostCalls: 600,
	seconds: 1,
	warm: 0.5,
	retries: 0,
	waitQuiet: 0,
};

function numberOf(values, name, fallback, least) {
	if (values[name] === undefined) return fallback;
	const number = Number(values[name]);
	if (!Number.isFinite(number) || number < least) {
		throw new Error(`--${name} must be a number of at least ${least}.`);
	}
	return number;
}

function namesOf(values, name, known) {
	if (values[name] === undefined) return known;
	const names = values[name].split(',').map((one) => one.trim());
	const unknown = names.find((one) => !known.includes(one));
	if (unknown !== undefined)
		throw new Error(`--${name}: "${unknown}" is none of ${known.join(', ')}.`);
	return names;
}

const text = { type: 'string' };
const flag = { type: 'boolean', default: false };

/** Reads the command line. Throws an Error with one sentence when it cannot be used. */
export function readOptions(commandLine) {
	const { values } = parseArgs({
		args: commandLine,
		options: {
			json: flag,
			check: flag,
			quick: flag,
			help: flag,
			rounds: text,
			only: text,
			contestants: text,
			calls: text,
			'most-calls': text,
			seconds: text,
			warm: text,
			retries: text,
			'wait-quiet': text,
			bridge: text,
			'no-pin': flag,
			'tls-front': flag,
		},
	});
	const base = values.quick ? QUICK : DEFAULTS;
	return {
		help: values.help,
		json: values.json,
		check: values.check,
		quick: values.quick,
		rounds: Math.round(numberOf(values, 'rounds', base.rounds, 1)),
		calls: Math.round(numberOf(values, 'calls', base.calls, 1)),
		mostCalls: Math.round(numberOf(values, 'most-calls', base.mostCalls, 1)),
		seconds: numberOf(values, 'seconds', base.seconds, 0.1),
		warm: numberOf(values, 'warm', base.warm, 0),
		retries: Math.round(numberOf(values, 'retries', base.retries, 0)),
		waitQuiet: numberOf(values, 'wait-quiet', base.waitQuiet, 0),
		scenarios:
			values.quick && values.only === undefined
				? ['steady', 'capacity']
				: namesOf(values, 'only', SCENARIOS),
		contestants: namesOf(values, 'contestants', Object.keys(CONTESTANTS)),
		bridge: values.bridge,
		pin: !values['no-pin'],
		tlsFront: values['tls-front'],
	};
}
