import { resources as product } from '../private/resources';
import { printer } from './printer';

/** Takes the place of private/resources.ts in the frontend that the whole-system tests drive: its resources and one more. */
export const resources = [...product, printer] as const;
