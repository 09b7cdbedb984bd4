import { modelLocator } from '../../shared/descriptions/ultravoxLocators';
import { numberField, textField } from './fields';
import type { Setting } from './setting';
import { together } from './setting';

/** What the agent is told to be and to do. */
export const systemPromptSetting: Setting = textField({
	displayName: 'System Prompt',
	name: 'systemPrompt',
	typeOptions: { rows: 6 },
	placeholder: 'e.g. You are the friendly receptionist of a dental clinic.',
	description: 'What the agent is, knows and has to do',
});

const model: Setting = {
	properties: [modelLocator()],
	read: (parameters) => {
		const name = parameters.optionalId('model');
		return name === undefined ? {} : { model: name };
	},
};

/** Which model speaks, and how freely (ultravox.md §2.1). */
export const modelSetting: Setting = together(
	model,
	numberField(
		{
			displayName: 'Temperature',
			name: 'temperature',
			description: 'How freely the model chooses its words, from 0 to 1',
		},
		{ min: 0, max: 1 },
	),
);
