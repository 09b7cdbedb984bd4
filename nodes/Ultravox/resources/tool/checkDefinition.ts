import type { IDataObject } from 'n8n-workflow';
import { durationSeconds } from '../../../shared/durationSeconds';
import { InputProblem } from '../../../shared/operations/inputProblem';
import { LONGEST_SECONDS } from './toolDefinition';

const WAYS = ['http', 'client', 'dataConnection'];
const PARAMETERS = ['dynamicParameters', 'staticParameters', 'automaticParameters'];
const IN_BODY = 'PARAMETER_LOCATION_BODY';

/** Labels of the form for fields of a definition. */
const LABELS: Record<string, string> = {
	modelToolName: 'Model Tool Name',
	'http.baseUrlPattern': 'Base URL Pattern',
	dynamicParameters: 'Parameters',
	staticParameters: 'Static Parameters',
	automaticParameters: 'Automatic Parameters',
	requirements: 'Authentication',
	requiredParameterOverrides: 'Required Parameter Overrides',
	timeout: 'Timeout',
};

/** How a field of a definition is called: in the form by its label, in JSON by its own name. */
export type FieldName = (field: string) => string;
export const labelOf: FieldName = (field) => `'${LABELS[field] ?? field}'`;
export const jsonName: FieldName = (field) => `'Definition': '${field}'`;

const groupOf = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null ? (value as IDataObject) : {};

/** A plain address of this machine is one of a test: Ultravox itself cannot reach it. */
const ADDRESS = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)(?=[:/]|$))[^\s/?#{}]*[^\s]*$/i;

function checkAddress({ baseUrlPattern }: IDataObject, name: FieldName): void {
	const url = typeof baseUrlPattern === 'string' ? baseUrlPattern : '';
	const field = name('http.baseUrlPattern');
	if (url === '') throw new InputProblem(`${field} is empty`);
	if (!ADDRESS.test(url)) throw new InputProblem(`${field} has to begin with https://`);
	if (!/[?#]/.test(url)) return;
	throw new InputProblem(
		`${field} cannot have a query`,
		"Put what stands behind the question mark into 'Static Parameters', with the location Query",
	);
}

/** Only an HTTP request has more places than a body. */
function checkBodyOnly(definition: IDataObject, name: FieldName): void {
	for (const field of PARAMETERS) {
		const list = Array.isArray(definition[field]) ? (definition[field] as unknown[]) : [];
		const strange = list
			.map(groupOf)
			.find(({ location }) => location !== undefined && location !== IN_BODY);
		if (strange === undefined) continue;
		throw new InputProblem(
			`${name(field)} can only be in the body here, and '${String(strange.name)}' is not`,
			'Only an HTTP tool has a path, a query and headers: choose the location Body',
		);
	}
	if (groupOf(definition.requirements).httpSecurityOptions === undefined) return;
	throw new InputProblem(`${name('requirements')} is for HTTP tools alone`);
}

/** What has to be overridden has to be there. */
function checkOverrides({ requirements, dynamicParameters }: IDataObject, name: FieldName): void {
	const { requiredParameterOverrides: wanted } = groupOf(requirements);
	if (!Array.isArray(wanted)) return;
	const known = Array.isArray(dynamicParameters) ? (dynamicParameters as unknown[]) : [];
	const names = known.map((one) => groupOf(one).name);
	const strange = (wanted as unknown[]).find((one) => !names.includes(one as string));
	if (strange === undefined) return;
	throw new InputProblem(
		`${name('requiredParameterOverrides')} has '${String(strange)}', which is no parameter of the tool`,
	);
}

function checkTimeout({ timeout }: IDataObject, name: FieldName): void {
	if (timeout === undefined) return;
	const seconds = durationSeconds(timeout);
	if (seconds !== null && seconds <= LONGEST_SECONDS) return;
	throw new InputProblem(
		`${name('timeout')} has to be a span like 2.5s, of at most ${LONGEST_SECONDS}s`,
	);
}

function checkModelName({ modelToolName }: IDataObject, name: FieldName): void {
	if (typeof modelToolName === 'string' && /^[a-zA-Z0-9_-]{1,64}$/.test(modelToolName)) return;
	throw new InputProblem(`${name('modelToolName')} has to be 1 to 64 letters, digits, _ and -`);
}

const waysOf = (definition: IDataObject) =>
	WAYS.filter((way) => definition[way] !== undefined && definition[way] !== null);

function checkWay(definition: IDataObject): void {
	const ways = waysOf(definition);
	if (ways.length === 1) return;
	throw new InputProblem(
		`A tool is reached in exactly one way, and this one has ${ways.length === 0 ? 'none' : ways.join(' and ')}`,
		`Keep one of ${WAYS.join(', ')}`,
	);
}

function checkPlaces(definition: IDataObject, name: FieldName): void {
	if (!waysOf(definition).includes('http')) checkBodyOnly(definition, name);
}

function checkHttp({ http }: IDataObject, name: FieldName): void {
	if (http !== undefined && http !== null) checkAddress(groupOf(http), name);
}

/** What is checked, with the fields that it is about. */
const CHECKS: Array<{ of: string[]; check: (definition: IDataObject, name: FieldName) => void }> = [
	{ of: ['modelToolName'], check: checkModelName },
	{ of: WAYS, check: checkWay },
	{ of: ['http'], check: checkHttp },
	{ of: [...PARAMETERS, 'requirements', ...WAYS], check: checkPlaces },
	{ of: ['dynamicParameters', 'requirements'], check: checkOverrides },
	{ of: ['timeout'], check: checkTimeout },
];

/**
 * @param changed the fields that the user set, of a definition that Ultravox has already: what stands there besides, Ultravox has taken;
 * all when not given
 * @throws InputProblem for what Ultravox's documents forbid in a tool's definition (ultravox.md §7.1)
 */
export function checkDefinition(
	definition: IDataObject,
	name: FieldName,
	changed?: readonly string[],
): void {
	for (const { of, check } of CHECKS) {
		if (changed === undefined || of.some((field) => changed.includes(field))) {
			check(definition, name);
		}
	}
}
