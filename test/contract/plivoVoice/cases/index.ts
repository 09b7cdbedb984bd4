import type { ContractCase } from '../../operations/contractCase';
import { accountCases } from './account';
import { applicationCases } from './application';
import { audioStreamCases } from './audioStream';
import { callCases } from './call';
import { conferenceCases } from './conference';
import { ipAccessListCases } from './ipAccessList';
import { multiPartyCallCases } from './multiPartyCall';
import { numberCases } from './number';
import { originationUriCases } from './originationUri';
import { provisionCases } from './provision';
import { sipCredentialCases } from './sipCredential';
import { trunkCallCases } from './trunkCall';
import { recordingCases } from './recording';
import { trunkCases } from './trunk';
import { unknownOutcomeCases } from './unknownOutcome';
import { verifiedCallerIdCases } from './verifiedCallerId';

export const allCases: ContractCase[] = [
	...trunkCases,
	...accountCases,
	...applicationCases,
	...numberCases,
	...verifiedCallerIdCases,
	...conferenceCases,
	...multiPartyCallCases,
	...ipAccessListCases,
	...originationUriCases,
	...provisionCases,
	...sipCredentialCases,
	...trunkCallCases,
	...callCases,
	...audioStreamCases,
	...recordingCases,
	...unknownOutcomeCases,
];
