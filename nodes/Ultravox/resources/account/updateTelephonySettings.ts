import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { StepsOperation } from '../../../shared/operations/operation';
import { stripSecrets } from '../../../shared/secrets';
import { confirmed } from '../../../shared/ultravoxAnswers';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { newConfiguration } from '../../../shared/telephony/ensureConfiguration';
import { telnyxProvider, twilioProvider } from '../../../shared/telephony/provider';
import { allowedAgents, readSettings, settingFields } from '../../../shared/telephony/settings';

const PROVIDERS = { telnyx: telnyxProvider, twilio: twilioProvider };

const set = (...providers: string[]) => ({ show: { change: ['set'], provider: providers } });

const shownTo = (
	condition: INodeProperties['displayOptions'],
	properties: INodeProperties[],
): INodeProperties[] => properties.map((property) => ({ ...property, displayOptions: condition }));

/**
 * `PATCH /api/accounts/me/telephony_config` (ultravox.md §5.1), which Ultravox has deprecated. Plivo's credentials come from the
 * Plivo credential alone, which only the resource Plivo Configuration asks for: here they can be removed.
 */
export const updateTelephonySettings: StepsOperation<UltravoxApi> = {
	name: 'Update Telephony Settings',
	value: 'updateTelephonySettings',
	action: 'Update telephony settings of account',
	description:
		'Set or remove the telephony settings of one provider. Deprecated by Ultravox: the resources Plivo, Telnyx and Twilio Configuration take its place.',
	properties: [
		{
			displayName:
				'Ultravox has deprecated this. Use the resources Plivo Configuration, Telnyx Configuration and Twilio Configuration instead.',
			name: 'deprecationNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Change',
			name: 'change',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Remove Settings',
					value: 'remove',
					description: 'Ultravox forgets the credentials',
				},
				{ name: 'Set Settings', value: 'set', description: 'They replace those that were there' },
			],
			default: 'set',
		},
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Telnyx', value: 'telnyx' },
				{ name: 'Twilio', value: 'twilio' },
			],
			default: 'twilio',
			displayOptions: { show: { change: ['set'] } },
		},
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Plivo', value: 'plivo' },
				{ name: 'Telnyx', value: 'telnyx' },
				{ name: 'Twilio', value: 'twilio' },
			],
			default: 'twilio',
			displayOptions: { show: { change: ['remove'] } },
		},
		...shownTo(set('telnyx'), telnyxProvider.inputs),
		...shownTo(set('twilio'), twilioProvider.inputs),
		{ ...allowedAgents(), displayOptions: { show: { change: ['set'] } } },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			displayOptions: { show: { change: ['set'] } },
			options: settingFields.filter(({ name }) => name !== 'previewSample'),
		},
	],
	execute: async (api, parameters) => {
		const isRemoval = parameters.choice('change') === 'remove';
		const name = parameters.choice(
			'provider',
			isRemoval ? ['plivo', 'telnyx', 'twilio'] : ['telnyx', 'twilio'],
		);
		let settings: IDataObject | null = null;
		let secrets: string[] = [];
		if (!isRemoval) {
			const provider = PROVIDERS[name as keyof typeof PROVIDERS];
			const wanted = readSettings(parameters, parameters.collection('additionalFields'));
			const credentials = await provider.credentials(api, parameters);
			settings = newConfiguration(credentials, wanted);
			secrets = credentials.secrets;
		}
		const answer = await api.send({
			method: 'PATCH',
			path: '/api/accounts/me/telephony_config',
			body: { [name]: settings },
			secrets,
		});
		if (!isRemoval) confirmed(api, answer, name);
		return [{ json: stripSecrets(answer, secrets) }];
	},
};
