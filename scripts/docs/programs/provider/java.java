import com.pulumi.Pulumi;
import com.pulumi.deployment.InvokeOptions;
import io.github.pulumihuaweicloud.hss.HuaweicloudhssFunctions;
import io.github.pulumihuaweicloud.hss.Provider;
import io.github.pulumihuaweicloud.hss.ProviderArgs;
import io.github.pulumihuaweicloud.hss.inputs.GetLocalImageHostsArgs;
import io.github.pulumihuaweicloud.hss.outputs.GetLocalImageHostsResult;

public class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var ireland = new Provider("ireland",
                ProviderArgs.builder().region("eu-west-101").enterpriseProjectId("all_granted_eps").build());
            var found = HuaweicloudhssFunctions.getLocalImageHosts(
                GetLocalImageHostsArgs.builder().imageName("nginx").build(),
                InvokeOptions.builder().provider(ireland).build());

            context.export("holders", found.applyValue(GetLocalImageHostsResult::totalNum));
        });
    }
}
