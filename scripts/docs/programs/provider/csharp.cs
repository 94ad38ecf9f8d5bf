using System.Collections.Generic;
using Pulumi;
using Hss = PulumiHuaweicloud.Hss;

return await Deployment.RunAsync(() =>
{
    var ireland = new Hss.Provider("ireland", new() { Region = "eu-west-101", EnterpriseProjectId = "all_granted_eps" });
    var found = Hss.GetLocalImageHosts.Invoke(new() { ImageName = "nginx" }, new InvokeOptions { Provider = ireland });

    return new Dictionary<string, object?>
    {
        ["holders"] = found.Apply(result => result.TotalNum),
    };
});
