import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../shared/operations/locator';

const byId = locator({
	displayName: 'Multi-Party Call',
	name: 'multiPartyCall',
	required: true,
	searchListMethod: 'searchMultiPartyCalls',
	idFormat: 'uuid',
	hint: 'By name, only a call that has not ended is found; an ended one is found by its ID',
});

/** A multi-party call by its UUID, or by the name a live one has (plivo-conferences.md §C3.1). */
export const multiPartyCallLocator: INodeProperties = {
	...byId,
	modes: [
		...(byId.modes ?? []),
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Support 4711' },
	],
};
