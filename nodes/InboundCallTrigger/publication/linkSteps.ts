import type { IHookFunctions } from 'n8n-workflow';
import type { ApplicationFields } from '../../shared/plivoApplication';
import type { OwnedNumber } from '../../shared/plivoNumber';
import type { Target } from '../../shared/plivoSteps';
import * as plivo from '../../shared/plivoSteps';
import { APPLICATION, PHONE_NUMBERS } from './inputs';
import type { Step } from './steps';

export type { Target } from '../../shared/plivoSteps';

/** Creates the Application; see there. */
export const createStep = (
	context: IHookFunctions,
	target: Target,
	name: string,
	fields: ApplicationFields,
	whenCreated?: (id: string) => void,
): Step => ({
	...plivo.createStep(context, target, name, fields, whenCreated),
	input: APPLICATION,
});

/** Writes the fields of an Application that is there. */
export const updateStep = (
	context: IHookFunctions,
	id: string,
	wanted: ApplicationFields,
	current: ApplicationFields,
): Step => ({ ...plivo.updateStep(context, id, wanted, current), input: APPLICATION });

/** Links a number to the Application. */
export const linkStep = (context: IHookFunctions, target: Target, number: OwnedNumber): Step => ({
	...plivo.linkStep(context, target, number),
	input: PHONE_NUMBERS,
	remains: `${number.e164} may still be linked to this trigger (before: ${number.linkedTo ?? 'nothing'})`,
});
