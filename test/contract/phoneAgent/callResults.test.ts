import { callResultCases } from './cases/callResults';
import { checkProviderCases } from './support/checkProviderCases';

describe('Phone Agent > Call: Get Result and Hang Up', () => checkProviderCases(callResultCases));
