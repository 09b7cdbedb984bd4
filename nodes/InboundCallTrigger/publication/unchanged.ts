import type { IHookFunctions } from 'n8n-workflow';
import { getPlivoAccount } from '../../shared/plivoRequest';
import { digestOf } from '../../shared/plivoApplication';
import { wantedFields } from './party';
import { recall } from './remember';
import { readSettings } from './settings';

/** Whether the workflow still wants at Plivo what the last publish left there. Asks nobody; never throws. */
export async function isUnchanged(context: IHookFunctions): Promise<boolean> {
	try {
		const memory = recall(context).production;
		const webhookUrl = context.getNodeWebhookUrl('default') ?? '';
		const { authId } = await getPlivoAccount(context);
		if (memory?.url !== webhookUrl || memory.authId !== authId) return false;
		const { numbers, existingApplication } = readSettings(context);
		const { id, dedicated } = memory.application;
		const sameApplication = existingApplication === null ? dedicated : id === existingApplication;
		const sameNumbers =
			numbers.length === Object.keys(memory.numbers).length &&
			numbers.every((number) => number in memory.numbers);
		if (!sameApplication || !sameNumbers) return false;
		return digestOf(await wantedFields(context, webhookUrl, memory.party)) === memory.fields;
	} catch {
		return false;
	}
}
