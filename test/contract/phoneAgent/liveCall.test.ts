import { liveCallCases } from './cases/liveCall';
import { checkCases } from './support/checkCases';

describe('Phone Agent > Live Call sends what the bridge takes', () => checkCases(liveCallCases));
