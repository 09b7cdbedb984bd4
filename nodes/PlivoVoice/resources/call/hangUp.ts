import type { Parameters } from '../../../shared/operations/parameters';
import type { PlivoApi } from '../../plivoApi';
import { NOT_LIVE, callAction, callPath } from './callAction';

const QUEUED =
	'The call waits for its turn and will ring: take it back with Cancel Request, whose ID is that of the call';

/** A call that waits is not a live one: Plivo would let it ring nevertheless (plivo.md §5.2, §5.3). */
async function whereItIs(api: PlivoApi, parameters: Parameters): Promise<string> {
	try {
		await api.send({ method: 'GET', path: callPath(parameters), query: { status: 'queued' } });
		return QUEUED;
	} catch {
		return NOT_LIVE;
	}
}

/** `DELETE /Call/{call_uuid}/` (plivo.md §5.3). */
export const hangUp = callAction(
	{
		name: 'Hang Up',
		value: 'hangUp',
		action: 'Hang up call',
		description:
			'End a live call for everybody on it, for good; one that still waits is taken back with Cancel Request',
		properties: [],
	},
	{ method: 'DELETE', below: '', done: 'hungUp', whenNotLive: whereItIs },
);
