import * as hss from "pulumi-huaweicloud-hss";

const ireland = new hss.Provider("ireland", { region: "eu-west-101", enterpriseProjectId: "all_granted_eps" });

export const holders = hss.getLocalImageHostsOutput({ imageName: "nginx" }, { provider: ireland }).totalNum;
