import { checkOperationCases } from '../../operations/checkCases';
import type { ContractCase } from '../../operations/contractCase';
import type { CheckedNode } from '../../operations/runCase';

export const PLIVO_VOICE: CheckedNode = {
	className: 'PlivoVoice',
	type: 'plivoVoice',
	credentials: ['plivoVoiceApi'],
};

/** Runs the cases of Plivo Voice as tests. */
export const checkCases = (cases: ContractCase[]): void => checkOperationCases(PLIVO_VOICE, cases);
