import type { ContractCase } from '../operations/contractCase';
import { answer } from '../operations/contractCase';
import { runCase } from '../operations/runCase';
import { allCases } from './cases';
import { ULTRAVOX } from './support/checkCases';

/** Operations that take an object without anything in it for what they asked. */
const SAYS_ENOUGH = [
	// Declared to answer with nothing at all (204).
	/\.delete$/,
	/^call\.(?:hangUp|makeAgentSpeak|sendMessage)$/,
	// The answer of a tool may be anything, and so may the file of a call.
	/^tool\.test$/,
	/^call\.getSipLogs$/,
	// All keys, or all providers, may be missing.
	/^account\.(?:getTtsKeys|getTelephonySettings)$/,
];

const named = ({ resource, operation }: ContractCase) => `${resource}.${operation}`;

const checked = allCases.filter(
	(one) =>
		one.size === 'smallest' &&
		(one.answers ?? []).length > 0 &&
		!SAYS_ENOUGH.some((name) => name.test(named(one))),
);

test.each(checked.map((one) => [named(one), one] as const))(
	'%s shows no success when the last answer is an object without anything in it',
	async (_name, one) => {
		const answers = [...(one.answers ?? []).slice(0, -1), answer(200, {})];
		const { run } = await runCase(ULTRAVOX, { ...one, answers });
		expect(run.error?.message ?? 'it went through').not.toBe('it went through');
	},
);
