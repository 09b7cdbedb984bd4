import type { IDataObject } from 'n8n-workflow';
import { given } from '../shared/operations/given';
import type { Parameters } from '../shared/operations/parameters';

const inWords = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * An address Plivo asks, with its method, as two fields of a request: of `machineDetection`, the fields
 * `machineDetectionUrl` and `machineDetectionMethod` become `machine_detection_url` and `machine_detection_method`.
 * @throws InputProblem for a method without an address: it would do nothing
 */
export function endpoint(fields: Parameters, name: string): IDataObject {
	const url = fields.optionalUrl(`${name}Url`);
	const method = fields.optionalChoice(`${name}Method`);
	if (url === undefined && method !== undefined) {
		throw fields.problem(`${name}Method`, `needs ${fields.label(`${name}Url`)}`);
	}
	return given({ [`${inWords(name)}_url`]: url, [`${inWords(name)}_method`]: method });
}

/**
 * Refuses fields that say nothing without another one.
 * @param isThere whether that other one was given
 */
export function refuseAlone(
	fields: Parameters,
	names: readonly string[],
	needed: string,
	isThere: boolean,
): void {
	const alone = names.find((name) => fields.has(name) && fields.raw(name) !== false);
	if (alone === undefined || isThere) return;
	throw fields.problem(alone, `needs ${fields.label(needed)}`);
}
