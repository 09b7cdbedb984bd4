import type { ToolOutcome } from '../clientTools';
import { failed } from '../clientTools';
import type { JsonObject } from '../jsonValue';
import type { ToolDefinition } from '../vendorTypes';
import type { LabTool } from './labTool';

type Parameter = [name: string, schema: Record<string, unknown>, required?: 'required'];

const TEXT = { type: 'string' };
/** Where no tool of an account can be. */
const HOST = 'https://tools.invalid/';
const RELEASED = '2025-01-01T00:00:00.000Z';

/** The vendor's own tools with what the model sets (ultravox.md §7.1). Ids other than hangUp's are the lab's own. */
export function builtInTools(): LabTool[] {
	return [
		builtIn('56294126-5a7d-4948-b67d-3b7e13d55ea7', 'hangUp', 'Ends the call.', [['reason', TEXT]]),
		builtIn(labId(2), 'leaveVoicemail', 'Leaves a message on an answering machine.', [
			['message', TEXT, 'required'],
		]),
		builtIn(labId(3), 'playDtmfSounds', 'Plays the tones of telephone keys.', [
			['digits', { type: 'string', pattern: '^[0-9*#A-D]+$' }, 'required'],
		]),
		builtIn(
			labId(4),
			'queryCorpus',
			'Looks something up in a corpus.',
			[
				['query', TEXT, 'required'],
				['max_results', { type: 'integer', minimum: 1, maximum: 20, default: 5 }],
				['corpus_id', TEXT, 'required'],
				['minimum_score', { type: 'number', default: 0 }],
			],
			['corpus_id'],
		),
		builtIn(
			labId(5),
			'coldTransfer',
			'Transfers the call.',
			[['target', TEXT, 'required']],
			['target'],
		),
		builtIn(
			labId(6),
			'warmTransfer',
			'Transfers the call and introduces the caller.',
			[
				['target', TEXT, 'required'],
				['context', TEXT],
			],
			['target'],
		),
	];
}

/**
 * What comes of one of the vendor's own tools: two of them end the call, the others the lab does not play.
 *
 * @returns undefined for any other tool
 */
export function builtInOutcome(
	definition: ToolDefinition,
	parameters: JsonObject,
): ToolOutcome | undefined {
	const url = definition.http?.baseUrlPattern ?? '';
	if (!url.startsWith(HOST)) return undefined;
	const name = url.slice(HOST.length);
	if (name !== 'hangUp' && name !== 'leaveVoicemail') return failed('not played in the lab');
	return {
		result: JSON.stringify({ message: name === 'hangUp' ? '' : parameters.message }),
		responseType: 'hang-up',
		agentReaction: 'speaks',
	};
}

function labId(number: number): string {
	return `c0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function builtIn(
	toolId: string,
	name: string,
	description: string,
	parameters: Parameter[],
	requiredParameterOverrides: string[] = [],
): LabTool {
	const definition: ToolDefinition = {
		modelToolName: name,
		description,
		dynamicParameters: parameters.map(([parameter, schema, required]) => ({
			name: parameter,
			location: 'PARAMETER_LOCATION_BODY',
			schema,
			required: required === 'required',
		})),
		...(requiredParameterOverrides.length > 0
			? { requirements: { requiredParameterOverrides } }
			: {}),
		http: { baseUrlPattern: `${HOST}${name}`, httpMethod: 'POST' },
	};
	return { sequence: 0, toolId, created: RELEASED, ownership: 'public', name, definition };
}
