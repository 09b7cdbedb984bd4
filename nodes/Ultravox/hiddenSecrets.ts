import type { IDataObject } from 'n8n-workflow';
import { REMOVED } from '../shared/secrets';
import { changeSecrets } from '../shared/secretPlaces';

/**
 * A copy without the values of headers, of whatever name, and without the queries of the user's own addresses: Ultravox gives them
 * back as they were set, and keys to other services stand in them.
 */
export const hideSecrets = (object: IDataObject): IDataObject =>
	changeSecrets(object, () => REMOVED);
