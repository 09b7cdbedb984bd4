import type { IDataObject } from 'n8n-workflow';
import { isObject, parsedJson } from '../operations/values';
import type { DataField } from '../simpleAgent/read';
import { fieldParameters, fieldValue } from './fieldParameters';
import { COLLECT_TOOL, HANDOFF_TOOL } from './toolNames';

/** What an agent found out, by the names of the fields; null for what it did not. */
export type CollectedData = Record<string, string | number | boolean | null>;

/** How Ultravox may wrap what the model gave; none is a name of a field then. */
const WRAPPINGS = ['parameters', 'arguments', 'args'];

/**
 * What the agent submitted in a call, from the messages of all its Ultravox calls in order: of each field the last value that is of its type.
 * Nothing is guessed from what was said.
 * @param messages as Ultravox gives them (ultravox.md §2.4)
 * @returns null for an agent without fields
 */
export function collectedOf(
	messages: readonly unknown[],
	fields: readonly DataField[],
): CollectedData | null {
	if (fields.length === 0) return null;
	const parameters = fieldParameters(fields);
	// A name may be one that objects have.
	const collected = new Map<string, CollectedData[string]>(fields.map(({ name }) => [name, null]));
	for (const submitted of submissions(messages)) {
		const given = unwrapped(
			submitted,
			parameters.map(([name]) => name),
		);
		for (const [parameter, { name, type }] of parameters) {
			const value = fieldValue(type, given[parameter]);
			if (value !== null) collected.set(name, value);
		}
	}
	return Object.fromEntries(collected);
}

function submissions(messages: readonly unknown[]): IDataObject[] {
	return callsOf(messages, COLLECT_TOOL).flatMap(({ text }) => {
		const given = typeof text === 'string' ? parsedJson(text) : text;
		return isObject(given) ? [given] : [];
	});
}

function callsOf(messages: readonly unknown[], toolName: string): IDataObject[] {
	return messages
		.filter(isObject)
		.filter(
			(message) => message.role === 'MESSAGE_ROLE_TOOL_CALL' && message.toolName === toolName,
		);
}

function unwrapped(submitted: IDataObject, names: readonly string[]): IDataObject {
	if (Object.keys(submitted).some((name) => names.includes(name))) return submitted;
	const inner = WRAPPINGS.map((name) => submitted[name]).find(isObject);
	return inner ?? submitted;
}

/** Whether an agent has used the tool that takes the data. */
export const hasSubmitted = (messages: readonly unknown[]): boolean =>
	callsOf(messages, COLLECT_TOOL).length > 0;

/** Whether an agent wanted to hand the caller to a human in these messages. */
export const askedForHuman = (messages: readonly unknown[]): boolean =>
	callsOf(messages, HANDOFF_TOOL).length > 0;
