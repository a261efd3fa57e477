import { computer } from '../private/computer/computer';
import { printer } from './printer';

/** Takes the place of private/resources.ts in the frontend that the whole-system tests drive. */
export const resources = [computer, printer] as const;
