import type { Resource } from '../../shared/operations/operation';
import type { PlivoApi } from '../plivoApi';
import { account } from './account';
import { application } from './application';
import { audioStream } from './audioStream';
import { call } from './call';
import { conference } from './conference';
import { ipAccessList } from './ipAccessList';
import { multiPartyCall } from './multiPartyCall';
import { number } from './number';
import { originationUri } from './originationUri';
import { recording } from './recording';
import { sipCredential } from './sipCredential';
import { trunk } from './trunk';
import { trunkCall } from './trunkCall';
import { verifiedCallerId } from './verifiedCallerId';

/** What the node offers, in the order of the code; the panel sorts by name. */
export const resources: ReadonlyArray<Resource<PlivoApi>> = [
	trunk,
	account,
	application,
	number,
	verifiedCallerId,
	ipAccessList,
	originationUri,
	sipCredential,
	trunkCall,
	conference,
	multiPartyCall,
	call,
	audioStream,
	recording,
];
