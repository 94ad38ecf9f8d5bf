// Asks Huawei Cloud Host Security Service (HSS) which servers hold a container image.
package huaweicloudhss
