import type { IDataObject } from 'n8n-workflow';
import type { CallContext } from '../../../shared/callContext';
import { createCallContext } from '../../../shared/callContext';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { isPending, readObject } from '../../answers';
import { liveCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';

/** `/Call/{call_uuid}/`, and below it (plivo.md §5.3). */
export const callPath = (parameters: Parameters, below = '') =>
	`/Call/${parameters.uuid('callUuid')}/${below}`;

/** Where a call is that is not among the live ones (plivo.md §5.2). */
export const NOT_LIVE =
	'The call may be over, which Get shows, or still waiting, which Get Queued shows and Cancel Request takes back';

type Described = Pick<
	StepsOperation<PlivoApi>,
	'name' | 'value' | 'action' | 'description' | 'properties'
>;

interface CallAction {
	method: 'POST' | 'DELETE';
	/** Below the call: `Play/`. */
	below: string;
	body?(parameters: Parameters): IDataObject;
	query?(parameters: Parameters): IDataObject;
	/** The key of the item that says whether Plivo confirmed what was asked for: `stopped`. */
	done: string;
	/** What the answer says of the call. */
	facts?(answer: IDataObject): Partial<CallContext>;
	/** It can ring a phone: it is sent once, whatever comes back. */
	ringsPhone?: boolean;
	/** What to do then where nobody knows whether Plivo did it. */
	whenUnknown?: string;
	/** What to do where Plivo has no such live call; NOT_LIVE when not given. */
	whenNotLive?(api: PlivoApi, parameters: Parameters): Promise<string>;
}

/**
 * An operation on one live call. The item says of which call, what Plivo answered, and whether it is done: with a callback URL,
 * Plivo tells that later (plivo.md §1.4).
 */
export function callAction(
	described: Described,
	{
		method,
		below,
		body,
		query,
		done,
		facts,
		ringsPhone = false,
		whenUnknown,
		whenNotLive,
	}: CallAction,
): StepsOperation<PlivoApi> {
	return {
		...described,
		properties: [liveCallLocator(), ...described.properties],
		execute: async (api, parameters) => {
			const request = {
				method,
				path: callPath(parameters, below),
				ringsPhone,
				whenUnknown,
				// Nothing was ended or stopped where there is no such call: one that waits would still ring.
				mustBeThere: true,
				...(query ? { query: query(parameters) } : {}),
				...(body ? { body: body(parameters) } : {}),
			};
			const hint = async () => (await whenNotLive?.(api, parameters)) ?? NOT_LIVE;
			const answer = await sendExplained(api, request, hint);
			const call = createCallContext({
				callUuid: parameters.uuid('callUuid'),
				...facts?.(answer),
			});
			return [{ json: { call, plivo: readObject(answer), [done]: !isPending(answer) } }];
		},
	};
}
