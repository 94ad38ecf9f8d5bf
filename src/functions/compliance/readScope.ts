import { counted } from "../../compliance/counted.js";
import type { ComplianceRule } from "../../compliance/complianceRule.js";
import { exactImage } from "../../compliance/exactImage.js";
import type { ReadList } from "../../compliance/metadataOf.js";
import type { Holding, ScopeFacts } from "../../compliance/scopeFacts.js";
import type { ImageLists } from "../../hss/exactImageList.js";
import type { Call } from "../../plugin/packageDefinition.js";
import type { FunctionContext } from "../functionContext.js";
import { checkImageCount } from "./checkImageCount.js";
import { listReader } from "./listReader.js";
import { planHoldings, type PlannedHolding, type PlannedImage } from "./planHoldings.js";
import { readHosts } from "./readHosts.js";
import { readImages } from "./readImages.js";
import type { ScopeRequest } from "./scopeRequest.js";

/** What HSS answered, and the lists that it answered with. */
export interface ScopeReading {
  facts: ScopeFacts;
  lists: readonly ReadList[];
  /** As in `ImageFinder`. */
  unresolved: readonly string[];
}

/** Reads what rules need to know about one scope: first the images, unless all rules name theirs exactly, then their servers, as planned. */
export async function readScope(request: ScopeRequest, context: FunctionContext, call: Call): Promise<ScopeReading> {
  const { functionName, rules, hostDetails, maxImages } = request;
  const imageLists: ImageLists = new Map();
  const read = listReader(request, imageLists, context, call);
  const needsImages = hostDetails === "none" || rules.some((rule) => exactImage(rule) === undefined);
  const known = needsImages ? await readImages(request, imageLists, read, context, call) : undefined;
  const plan = planHoldings(rules, known, hostDetails);
  checkImageCount(plan.searched, maxImages);
  if (known !== undefined && plan.images.length > 0) {
    const costs = plan.images.map((image) => requestsFor(image, request, context));
    const requests = costs.reduce((sum, cost) => sum + cost, 0);
    const isMost = plan.images.some(({ isSeveral }, index) => isSeveral && (costs[index] as number) > 1);
    const [images, number] = [counted(plan.images.length, "image"), counted(requests, "request")];
    call.status(`${functionName}: the servers of ${images} take ${isMost ? "at most " : ""}${number}`);
  }
  const { hostsOf, all, lists } = await readHosts(plan.images, request, read, call.signal);
  const holdingOf = ({ label, image, count }: PlannedHolding, { presence }: ComplianceRule): Holding => {
    const found = image === undefined ? undefined : hostsOf.get(image);
    return { image: label, hosts: (presence === "container" ? found?.withContainers : found?.holding) ?? [], count };
  };
  const holdings = new Map<readonly PlannedHolding[], readonly Holding[]>();
  const holdingsOf = (rule: ComplianceRule) => {
    const planned = plan.holdingsOf(rule);
    const own = holdings.get(planned) ?? planned.map((each) => holdingOf(each, rule));
    holdings.set(planned, own);
    return own;
  };
  const readLists = [...(known?.lists ?? []), ...lists];
  const [first] = readLists as [ReadList];
  return {
    facts: { scope: first.scope, holdingsOf, exemptImages: known?.exemptImages ?? (() => new Set()), all },
    lists: readLists,
    unresolved: known?.unresolved ?? [],
  };
}

function requestsFor(
  { hostNum = 0, containerNum = 0, needsContainers }: PlannedImage,
  { consistency }: ScopeRequest,
  { hss }: FunctionContext,
): number {
  const containers = needsContainers ? hss.requestsFor(containerNum, consistency) : 0;
  return hss.requestsFor(hostNum, consistency) + containers;
}
