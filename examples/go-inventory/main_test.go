package main

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// TestInventory runs the program with the real engine, against the API that the environment (HW_…) names, and
// writes its outputs to the file OUTPUTS.
func TestInventory(t *testing.T) {
	out := os.Getenv("OUTPUTS")
	if out == "" {
		t.Skip("OUTPUTS names no file")
	}
	ctx := context.Background()
	stack, err := auto.UpsertStackInlineSource(ctx, "test", "go-inventory", inventory, auto.Project(workspace.Project{
		Name:    tokens.PackageName("go-inventory"),
		Runtime: workspace.NewProjectRuntimeInfo("go", nil),
		Backend: &workspace.ProjectBackend{URL: os.Getenv("PULUMI_BACKEND_URL")},
		Plugins: &workspace.Plugins{Providers: []workspace.PluginOptions{
			{Name: "huaweicloud-hss", Path: os.Getenv("PLUGIN")},
		}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := stack.SetConfig(ctx, "imageName", auto.ConfigValue{Value: os.Getenv("IMAGE")}); err != nil {
		t.Fatal(err)
	}
	preview, err := stack.Preview(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if preview.ChangeSummary[apitype.OpCreate] != 1 {
		t.Fatalf("unexpected preview: %v", preview.ChangeSummary)
	}
	up, err := stack.Up(ctx)
	if err != nil {
		t.Fatal(err)
	}
	outputs := map[string]any{}
	for name, output := range up.Outputs {
		outputs[name] = output.Value
	}
	text, err := json.Marshal(outputs)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(out, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// nothingKnown answers like the engine in a preview in which the provider cannot be asked yet.
type nothingKnown struct{}

func (nothingKnown) NewResource(pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	return "id", resource.PropertyMap{}, nil
}

func (nothingKnown) Call(pulumi.MockCallArgs) (resource.PropertyMap, error) {
	return resource.PropertyMap{}, nil
}

func TestNothingKnown(t *testing.T) {
	if err := pulumi.RunErr(inventory, pulumi.WithMocks("go-inventory", "test", nothingKnown{})); err != nil {
		t.Fatal(err)
	}
}
