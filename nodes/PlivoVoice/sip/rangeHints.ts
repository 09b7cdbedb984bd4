import type { IDataObject } from 'n8n-workflow';
import type { PlivoApi } from '../plivoApi';
import { wideRanges } from './ipRanges';

/** A warning about ranges that let many in; undefined when there are none. */
export function wideRangeHint(addresses: readonly string[]): string | undefined {
	const wide = wideRanges(addresses);
	if (wide.length === 0) return undefined;
	return `${wide.join(', ')} lets very many addresses in, and calls are at your cost: list only those your platform calls from`;
}

/**
 * What the user should know of addresses: as `hint` of the item, and as a warning beside the output. Nothing when there is nothing
 * to tell.
 */
export function hinted(api: PlivoApi, ...hints: Array<string | undefined>): IDataObject {
	const told = hints.filter((hint) => hint !== undefined);
	if (told.length === 0) return {};
	const hint = told.join('. ');
	api.context.addExecutionHints({ message: hint, location: 'outputPane', type: 'warning' });
	return { hint };
}
