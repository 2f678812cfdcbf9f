import type { AttributeType } from '../action/model';
import { keptIn } from '../template/kept';
import { type Choice, elementChoices, nothingNamed, scalarChoices } from './choices';

/** What a variable is where nothing asks about it. */
export function ordinaryScalar(type: AttributeType): Choice | undefined {
  return keptIn(ordinaryScalars, type, () => scalarChoices(type, nothingNamed)[0]);
}

const ordinaryScalars = new Map<AttributeType, Choice | undefined>();

/** The same of an element of a list. */
export function ordinaryElement(type: AttributeType, index: number): Choice {
  return keptIn(ordinaryElements, `${type} ${index}`, () => elementChoices(type, index, nothingNamed)![0]!);
}

const ordinaryElements = new Map<string, Choice>();
