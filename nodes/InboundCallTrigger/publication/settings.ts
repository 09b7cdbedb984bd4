import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { normalizePhoneNumber, PhoneNumberError } from '../../shared/phoneNumber';
import { locatorId } from '../../shared/locatorId';
import { readAudioPath, readOptions } from '../answer/settings';
import { APPLICATION, PHONE_NUMBERS } from './inputs';

/** What the panel says about publication. */
export interface PublicationSettings {
	/** E.164, each once. */
	numbers: string[];
	/** The id of an Application of the user's, or null for a dedicated one. */
	existingApplication: string | null;
	overwriteAnswerUrl: boolean;
	/** Audio, the fallback answer or Answer Call may need the bridge. */
	needsBridge: boolean;
}

function phoneNumber(context: IHookFunctions, input: string, defaultCountry: string): string {
	try {
		return normalizePhoneNumber(input, defaultCountry);
	} catch (error) {
		// Plivo's own list brings every number in full; whether the account has it, Plivo knows better.
		if (/^\+[1-9]\d{6,14}$/.test(input)) return input;
		throw new NodeOperationError(
			context.getNode(),
			`'${PHONE_NUMBERS}': ${error instanceof PhoneNumberError ? error.message : String(error)}`,
			{ description: "Numbers without a country code need 'Default Country' under 'Options'" },
		);
	}
}

/**
 * The chosen numbers in E.164 form (D4.7). An expression may also give one text with commas.
 * @throws NodeOperationError for what is no number, and for a number that is named twice
 */
function readNumbers(context: IHookFunctions): string[] {
	const value: unknown = context.getNodeParameter('phoneNumbers', []);
	const inputs = (Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,;\n]/))
		.map((input) => input.trim())
		.filter((input) => input !== '');
	const { defaultCountry } = readOptions(context);
	const numbers = inputs.map((input) => phoneNumber(context, input, defaultCountry));
	const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
	if (twice === undefined) return numbers;
	throw new NodeOperationError(context.getNode(), `'${PHONE_NUMBERS}' names ${twice} twice`, {
		description: 'Remove one of the two',
	});
}

/**
 * Everything that publishing needs, checked as far as that goes without asking anybody.
 * @throws NodeOperationError that names the input to fix
 */
export function readSettings(context: IHookFunctions): PublicationSettings {
	const numbers = readNumbers(context);
	const existing = context.getNodeParameter('application', 'dedicated') === 'existing';
	const id = existing ? locatorId(context.getNodeParameter('applicationId', '')) : null;
	if (id === '') {
		throw new NodeOperationError(
			context.getNode(),
			`'${APPLICATION}' is 'Existing' and no Application is chosen`,
			{ description: "Choose one, or set 'Application' to 'Dedicated (Recommended)'" },
		);
	}
	if (!existing && numbers.length === 0) {
		throw new NodeOperationError(context.getNode(), `'${PHONE_NUMBERS}' is empty`, {
			description: 'Choose at least one number that this workflow answers',
		});
	}
	return {
		numbers,
		existingApplication: id,
		overwriteAnswerUrl: context.getNodeParameter('overwriteAnswerUrl', false) === true,
		needsBridge:
			readAudioPath(context) === 'bridge' ||
			context.getNode().credentials?.voiceBridgeApi !== undefined,
	};
}
