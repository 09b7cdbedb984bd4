import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/operations/values';

/** What the options say of the results. They take no expressions, so that the webhook reads the same as the node. */
export interface WaitSettings {
	byOutcome: boolean;
	/** Dollars; null when it is not given. */
	ratePerMinute: number | null;
	waitsForBilling: boolean;
}

/** Reads the options of the node as they stand in the workflow. */
export function waitSettings(context: IExecuteFunctions | IWebhookFunctions): WaitSettings {
	const { options }: IDataObject = context.getNode().parameters as IDataObject;
	const { outputs, ultravoxRate, waitForBilling } = isObject(options) ? options : {};
	return {
		byOutcome: outputs === 'byOutcome',
		ratePerMinute: typeof ultravoxRate === 'number' && ultravoxRate >= 0 ? ultravoxRate : null,
		waitsForBilling: waitForBilling === true,
	};
}
