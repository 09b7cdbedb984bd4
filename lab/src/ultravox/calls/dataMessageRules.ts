import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';

type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'Not a valid string.');
const flag: Check = (value) =>
	typeof value === 'boolean' ? undefined : 'Must be a valid boolean.';
const list: Check = (value) => (Array.isArray(value) ? undefined : 'Expected a list of items.');
const oneOf =
	(...choices: string[]): Check =>
	(value) =>
		choices.includes(String(value)) ? undefined : `"${String(value)}" is not a valid choice.`;

interface Fields {
	required: Record<string, Check>;
	optional: Record<string, Check>;
}

/** What `send_data_message` takes, and the fields of each (ultravox.md §2.3, §8.5). */
const MESSAGES: Record<string, Fields> = {
	user_text_message: {
		required: { text },
		optional: { urgency: oneOf('immediate', 'soon', 'later'), threadId: text },
	},
	forced_agent_message: {
		required: {},
		optional: {
			content: text,
			toolCalls: list,
			knownToolResults: list,
			uninterruptible: flag,
			urgency: oneOf('immediate', 'soon'),
			threadId: text,
		},
	},
	hang_up: { required: {}, optional: { message: text } },
};

/** What is wrong with a data message that is sent over REST; fields nobody knows are ignored. */
export function dataMessageProblems(message: JsonObject): FieldProblem[] {
	const type = String(message.type);
	const fields = Object.hasOwn(MESSAGES, type) ? MESSAGES[type] : undefined;
	if (!fields) return [{ path: ['type'], message: `"${type}" is not a valid choice.` }];
	const missing = Object.keys(fields.required)
		.filter((name) => message[name] === undefined)
		.map((name) => ({ path: [name], message: 'This field is required.' }));
	const wrong = Object.entries({ ...fields.required, ...fields.optional }).flatMap(
		([name, check]) => {
			const problem = message[name] === undefined ? undefined : check(message[name]);
			return problem === undefined ? [] : [{ path: [name], message: problem }];
		},
	);
	return [...missing, ...wrong];
}
