import type { IDataObject } from 'n8n-workflow';
import type { StepsOperation } from '../../../shared/operations/operation';
import { originationUriLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { refusal, refusedWith } from '../../../shared/refusal';

/** The trunks that have a URI as primary or as fallback (plivo.md §2.4: filters of the list). */
async function trunksThatUse(api: PlivoApi, uuid: string): Promise<IDataObject[]> {
	const found = new Map<string, IDataObject>();
	for (const filter of ['primary_uri_uuid', 'fallback_uri_uuid']) {
		const trunks = await api.list({ path: '/Zentrunk/Trunk/', query: { [filter]: uuid } });
		// Compared here as well: a filter that is not heeded would name every trunk.
		for (const trunk of trunks) {
			if (trunk[filter] === uuid) found.set(String(trunk.trunk_id), trunk);
		}
	}
	return [...found.values()];
}

const named = ({ name, trunk_id }: IDataObject) =>
	typeof name === 'string' && name !== '' ? `${name} (${String(trunk_id)})` : String(trunk_id);

/** Plivo deletes the trunks of a URI along with it, or leaves them leading nowhere: its sources differ (plivo.md §11). */
async function deleteTrunk(api: PlivoApi, trunk: IDataObject): Promise<void> {
	let failure: unknown;
	try {
		await api.send({ method: 'DELETE', path: `/Zentrunk/Trunk/${String(trunk.trunk_id)}/` });
		return;
	} catch (error) {
		failure = error;
	}
	if (refusedWith(failure) === '404') return;
	throw refusal(
		api,
		`The origination URI is deleted, but its trunk ${named(trunk)} could not be`,
		'Delete the trunk too: it leads nowhere now',
		failure,
	);
}

/** `DELETE /Zentrunk/URI/{uri_uuid}/`, which takes the trunks that use it with it (plivo.md §2.3). */
export const deleteUri: StepsOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete origination URI',
	description:
		'Delete an origination URI for good; refused while a trunk uses it, unless its trunks are to go too',
	properties: [
		originationUriLocator(),
		{
			displayName: 'Delete Trunks Too',
			name: 'deleteTrunks',
			type: 'boolean',
			default: false,
			description:
				'Whether the trunks that use this URI, as primary or as fallback, are deleted with it for good; their numbers stop answering',
		},
	],
	execute: async (api, parameters) => {
		const uri_uuid = parameters.uuid('originationUri');
		const trunks = await trunksThatUse(api, uri_uuid);
		if (trunks.length > 0 && !parameters.flag('deleteTrunks')) {
			throw parameters.problem(
				'originationUri',
				`is used by ${trunks.map(named).join(', ')}`,
				"Plivo deletes these trunks along with it, and their numbers stop answering. Give them another URI first, or switch 'Delete Trunks Too' on.",
			);
		}
		await api.send({ method: 'DELETE', path: `/Zentrunk/URI/${uri_uuid}/` });
		for (const trunk of trunks) await deleteTrunk(api, trunk);
		const deletedTrunks = trunks.map(({ trunk_id, name }) => ({ trunk_id, name: name ?? null }));
		return [{ json: { uri_uuid, deleted: true, deletedTrunks } }];
	},
};
