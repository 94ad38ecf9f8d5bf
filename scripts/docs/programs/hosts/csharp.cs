using System.Collections.Generic;
using Pulumi;
using Hss = PulumiHuaweicloud.Hss;

return await Deployment.RunAsync(() =>
{
    var result = Hss.GetLocalImageHosts.Invoke(new() { ImageName = "nginx" });

    return new Dictionary<string, object?>
    {
        ["totalNum"] = result.Apply(found => found.TotalNum),
        ["hosts"] = result.Apply(found => found.Hosts),
        ["unverifiedImages"] = result.Apply(found => found.UnverifiedImages),
    };
});
