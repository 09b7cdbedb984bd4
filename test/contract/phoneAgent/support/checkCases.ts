import { checkOperationCases } from '../../operations/checkCases';
import type { ContractCase } from '../../operations/contractCase';
import type { CheckedNode } from '../../operations/runCase';

/** Without Ultravox's credential: what is asked of the bridge needs none. */
export const PHONE_AGENT: CheckedNode = {
	className: 'PhoneAgent',
	type: 'phoneAgent',
	credentials: ['voiceBridgeApi'],
};

/** Runs the cases of Phone Agent as tests. */
export const checkCases = (cases: ContractCase[]): void => checkOperationCases(PHONE_AGENT, cases);
